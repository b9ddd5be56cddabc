import {AnswerLostError, TenantFailedError, UnreachableError} from './errors.js';
import type {AnyOperation} from './operation.js';

/**
 * Whether the program may send `operation` again by itself after `error`: only what its row calls safe (reads, and the
 * upsert of an end user), and only after a failure that says nothing about the request itself.
 */
export const mayRepeat = (operation: Pick<AnyOperation, 'repeat'>, error: unknown): boolean =>
  operation.repeat === 'safe' &&
  (error instanceof UnreachableError || error instanceof AnswerLostError || error instanceof TenantFailedError);
