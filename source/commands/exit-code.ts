import {
  AnswerLostError,
  CredentialsRefusedError,
  InvalidInputError,
  ReadOnlyError,
  TokenUnavailableError,
  UnreachableError,
} from '../api/errors.js';
import {SettingsError} from '../settings/settings-error.js';
import {InterruptedError} from './ask-line.js';

/** Exit codes of the commands, beside those of signals. */
export const EXIT = {ok: 0, failed: 1, usage: 2, credentials: 3, unreachable: 4, interrupted: 130} as const;

const USAGE = [SettingsError, TokenUnavailableError, InvalidInputError, ReadOnlyError];

/**
 * The exit code for an error that ends a command. A token that cannot be had, an input that does not fit and a change under
 * read-only are matters of usage: nothing was sent.
 */
export function exitCodeOf(error: unknown): number {
  if (USAGE.some(kind => error instanceof kind)) return EXIT.usage;
  if (error instanceof CredentialsRefusedError) return EXIT.credentials;
  if (error instanceof UnreachableError || error instanceof AnswerLostError) return EXIT.unreachable;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  return EXIT.failed;
}
