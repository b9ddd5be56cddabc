/** How much each look changes the mean. */
const STEP = 0.3;

/** How often each status is asked about, ms: a running mean of the times between looks. */
export class RevisitTimes {
  readonly #looks = new Map<number, {at: number; mean: number | null}>();

  /** A status was asked about at `at` (monotonic ms). */
  looked(statusId: number, at: number): void {
    const before = this.#looks.get(statusId);
    if (!before) {
      this.#looks.set(statusId, {at, mean: null});
      return;
    }
    const gap = at - before.at;
    before.mean = before.mean === null ? gap : before.mean + STEP * (gap - before.mean);
    before.at = at;
  }

  /**
   * Ms between two looks as far as can be told at `now` (monotonic ms), or undefined before the second. A gap that lasts
   * longer than the mean tells that this status need not be asked about so often.
   */
  of(statusId: number, now: number): number | undefined {
    const look = this.#looks.get(statusId);
    return look?.mean === null || look === undefined ? undefined : Math.max(look.mean, now - look.at);
  }
}
