/** `Date` is told in whole seconds: what it says is so much too early at most. */
const DATE_STEP_MS = 1000;
/** Bounds are loosened by so much per ms, so that a clock that drifts or is set is followed. */
const DRIFT = 5e-5;
/** Without a `Date` the two clocks are taken to differ by no more than this, ms. */
const UNKNOWN_MS = 5000;

/**
 * How far the tenant's clock is ahead of ours, narrowed down by the `Date` of its answers: the tenant wrote it between our
 * sending and its answer's arrival, and cut the fraction off (RFC 9110, 6.6.1). Ours is whichever clock it is told in, the
 * wall clock or the monotonic one, ms.
 */
export class ServerMoment {
  #least = -UNKNOWN_MS;
  #most = UNKNOWN_MS;
  #at: number | null = null;
  #roundTrip = Number.POSITIVE_INFINITY;

  /** An answer with this `Date` (ms since 1970) was asked for and arrived at these moments of our clock, ms. */
  told(date: number, sentAt: number, arrivedAt: number): void {
    const least = date - arrivedAt;
    const most = date + DATE_STEP_MS - sentAt;
    const loose = this.#at === null ? 0 : Math.max(0, arrivedAt - this.#at) * DRIFT;
    const narrowed = {least: Math.max(this.#least - loose, least), most: Math.min(this.#most + loose, most)};
    // Bounds that exclude each other: one of the clocks was set. What was told last is so.
    const isOdd = this.#at === null || narrowed.least > narrowed.most;
    this.#least = isOdd ? least : narrowed.least;
    this.#most = isOdd ? most : narrowed.most;
    this.#at = arrivedAt;
    this.#roundTrip = Math.min(isOdd ? Number.POSITIVE_INFINITY : this.#roundTrip, arrivedAt - sentAt);
  }

  /** The tenant's time at our clock's `at`, at the earliest, ms since 1970. */
  earliest(at: number): number {
    return at + this.#least;
  }

  /** By how much `earliest` may be too early, ms. */
  get uncertainty(): number {
    return this.#most - this.#least;
  }

  /** By how much the tenant's clock is most likely ahead, ms: the middle of the bounds. */
  get ahead(): number {
    return (this.#least + this.#most) / 2;
  }

  /** The shortest time from sending to answer since the bounds were last begun anew, ms; infinite before the first. */
  get roundTrip(): number {
    return this.#roundTrip;
  }
}
