import type {Clock} from '../lib/clock.js';

/** How many round trips, and how many connections, are remembered. */
const ROUND_TRIPS = 64;
const CONNECTS = 16;
/** Before anything is known of the line, an unanswered request is taken to arrive within this, ms. */
const UNKNOWN_LINE_MS = 2000;
/**
 * Room for a slow moment of either machine, ms, while nearly all answers come within it: then it costs next to nothing,
 * and an answer that does not come says that the tenant stands still and may take in several requests at once.
 */
const EASY_SLACK_MS = 200;
/** Of so many latest answers, and at least two, this share must have been slow for the tenant to be one that thinks. */
const JUDGED_BY = 8;
const LEAST_JUDGED_BY = 2;
const THINKS_FROM = 0.75;
/** A tenant in this very process (the demo's) gets this long to look at its sockets, ms, before it is said to think. */
const ONE_MORE_LOOK_MS = 1;
/** A timer this late, ms, says that this process stood still, and perhaps a tenant beside it. */
const LATE_MS = 1;
/** Delays vary: a request is expected within this many of the shortest round trips seen. */
const ROUND_TRIPS_ALLOWED = 2;

/** What an exchange tells the bound: times are monotonic ms. */
type Sent = {
  readonly times: {
    readonly startedAt: number;
    readonly writtenAt: number | null;
    readonly headersAt: number | null;
    /** Whether a connection was made for this request. */
    readonly connected?: boolean;
  };
  readonly headers: Promise<void>;
};

/**
 * When has a request reached the tenant for certain? At its answer's headers; or, when the tenant thinks long, at the
 * time it was written plus the worst one-way delay to be expected of this line. That is learned: making a connection is
 * pure line time, and the shortest round trips contain the least thinking.
 */
export class ArrivalBound {
  readonly #clock: Clock;
  readonly #tightSlack: number;
  /** Whether each of the latest answers was slow. */
  #slow: boolean[] = [];
  #roundTrips: number[] = [];
  #connects: number[] = [];

  /** `tightSlack`: room for a slow moment of either machine, ms, where the tenant usually thinks for longer. */
  constructor(clock: Clock, tightSlack: number) {
    this.#clock = clock;
    this.#tightSlack = tightSlack;
  }

  /** Worst one-way delay to be expected, ms. */
  get worstOneWay(): number {
    return this.#within(this.#slack);
  }

  /** Resolves to the monotonic ms by which `sent` has reached the tenant; as soon as that is known. */
  async of(sent: Sent): Promise<number> {
    const {writtenAt, startedAt, connected} = sent.times;
    // Nothing was sent; the next try is spaced from this one all the same.
    if (writtenAt === null) return this.#clock.now();
    if (connected) this.#connects = [...this.#connects, writtenAt - startedAt].slice(-CONNECTS);
    const latest = writtenAt + this.worstOneWay;
    const known = new AbortController();
    const byTime = this.#clock.sleep(Math.max(0, latest - this.#clock.now()), known.signal).catch(() => {});
    const hasEnded = await Promise.race([sent.headers.then(() => true), byTime.then(() => false)]);
    known.abort();
    const isLate = this.#clock.now() > latest + LATE_MS;
    if (!hasEnded) await this.#clock.sleep(ONE_MORE_LOOK_MS);
    const {headersAt} = sent.times;
    if (headersAt !== null) {
      const roundTrip = headersAt - writtenAt;
      this.#answered(roundTrip > this.#within(this.#tightSlack));
      this.#roundTrips = [...this.#roundTrips, roundTrip].slice(-ROUND_TRIPS);
      return headersAt;
    }
    // It broke off: what has not arrived by now can only be what was on its way when this side cancelled it.
    if (hasEnded) return Math.max(writtenAt + this.#within(this.#tightSlack), this.#clock.now());
    const slack = this.#slack;
    this.#answered(true);
    return Math.max(latest, this.#clock.now() + (isLate ? slack : 0));
  }

  /** `isSlow`: it took longer than the line can explain, and would cost slots if it were waited for. */
  #answered(isSlow: boolean): void {
    this.#slow = [...this.#slow, isSlow].slice(-JUDGED_BY);
  }

  get #slack(): number {
    const slow = this.#slow.filter(Boolean).length;
    const thinks = this.#slow.length >= LEAST_JUDGED_BY && slow >= THINKS_FROM * this.#slow.length;
    return thinks ? this.#tightSlack : EASY_SLACK_MS;
  }

  /** One way on this line, with room for `slack`. */
  #within(slack: number): number {
    const shortest = Math.min(...this.#roundTrips, ...this.#connects);
    if (!Number.isFinite(shortest)) return UNKNOWN_LINE_MS;
    const longest = this.#roundTrips.length > 0 ? Math.max(...this.#roundTrips) : UNKNOWN_LINE_MS;
    return Math.min(Math.max(longest, slack), ROUND_TRIPS_ALLOWED * shortest + slack);
  }
}
