import {AnswerLostError, CredentialsRefusedError, TokenUnavailableError, UnreachableError} from '../api/errors.js';
import {SettingsError} from '../settings/settings-error.js';

/** Exit codes of the commands, beside those of signals. */
export const EXIT = {ok: 0, failed: 1, usage: 2, credentials: 3, unreachable: 4} as const;

/** The exit code for an error that ends a command. A token that cannot be had is a matter of settings: nothing was sent. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof SettingsError || error instanceof TokenUnavailableError) return EXIT.usage;
  if (error instanceof CredentialsRefusedError) return EXIT.credentials;
  if (error instanceof UnreachableError || error instanceof AnswerLostError) return EXIT.unreachable;
  return EXIT.failed;
}
