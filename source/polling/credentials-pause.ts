/** Between tries with credentials that are refused or cannot be had, ms; doubles while that lasts, up to the longest. */
const FIRST_MS = 15_000;
const LONGEST_MS = 5 * 60_000;

/** How long credentials that do not help are left alone. All times are monotonic ms. */
export class CredentialsPause {
  #ms = 0;
  #since = Number.NEGATIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;

  /** When they are tried again, after a request that left at `at`. What left before the pause began says nothing new. */
  untilNextTry(at: number, now: number): number {
    if (at < this.#since) return this.#until;
    this.#ms = Math.min(LONGEST_MS, this.#ms > 0 ? 2 * this.#ms : FIRST_MS);
    this.#since = now;
    this.#until = now + this.#ms;
    return this.#until;
  }

  /**
   * They are good; or the operator, at `since`, wants them tried: what left before may still be refused, and says nothing of
   * what was put right.
   */
  end(since = Number.NEGATIVE_INFINITY): void {
    this.#ms = 0;
    this.#since = since;
    this.#until = Number.NEGATIVE_INFINITY;
  }
}
