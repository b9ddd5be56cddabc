import type {Answer} from '../api/client.js';
import {ApiError} from '../api/errors.js';
import type {OutcomeRow} from './prepared-action.js';
import {StoppedWaiting} from './stopped-waiting.js';

/** How an action ended as far as its answer tells. `unknown`: it was sent and no answer came. */
export type ActionResult = {
  readonly stage: 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'dry-run';
  /** A sentence; and what to do next, where something is to be done. */
  readonly words: string;
  readonly nextStep: string | null;
  readonly rows: readonly OutcomeRow[];
  /** The answer to the last request, where one came. */
  readonly answer?: Answer<unknown>;
  /** The failure that ended it, where one did. */
  readonly cause?: unknown;
  /** Why its outcome is not in the audit log, where that could not be written. */
  readonly unwritten?: string;
};

export const NOTHING_LEFT = 'Nothing left this machine.';

export const notSent = (words: string): ActionResult => ({stage: 'not-sent', words, nextStep: NOTHING_LEFT, rows: []});

/** A refusal is the tenant's answer; without one, what reached nobody was not sent. */
export function stageOf(error: unknown): StoppedWaiting['stage'] {
  if (error instanceof StoppedWaiting) return error.stage;
  if (!(error instanceof ApiError) || error.reached !== 'no') return 'unknown';
  return error.status === null ? 'not-sent' : 'refused';
}
