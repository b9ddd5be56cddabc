import {
  AnswerLostError,
  type ApiError,
  CredentialsRefusedError,
  TenantFailedError,
  TokenUnavailableError,
  UnreachableError,
} from '../api/errors.js';
import type {Candidate} from './candidate.js';

/**
 * Tells the failure of one question from trouble of the whole tenant, by the failures since the last success: a path that
 * this tenant lacks, or one broken report, must not look like an outage, and an outage not like many small faults.
 */
export class Trouble {
  readonly #keys = new Set<string>();
  readonly #operations = new Set<string>();
  #inRow = 0;

  /** Keys that failed since the last success. */
  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Something was answered since the last failure. */
  get isOver(): boolean {
    return this.#inRow === 0;
  }

  /** A question failed; true when every other question can be expected to fail too. */
  isTenantWide(candidate: Candidate, error: ApiError): boolean {
    this.#inRow += 1;
    this.#keys.add(candidate.key);
    this.#operations.add(candidate.operation.id);
    if (error instanceof UnreachableError || isOfCredentials(error)) return true;
    if (this.#operations.size < 2) return false;
    // No answer, or 5xx, is the tenant's own trouble; other answers are rather about the question.
    return error instanceof TenantFailedError || error instanceof AnswerLostError || this.#inRow >= 3;
  }

  /** A question was answered. */
  over(): void {
    this.#keys.clear();
    this.#operations.clear();
    this.#inRow = 0;
  }
}

/** Wrong or missing credentials: these do not heal within seconds, and repeating them may lock an account. */
export const isOfCredentials = (error: ApiError): boolean =>
  error instanceof CredentialsRefusedError || error instanceof TokenUnavailableError;
