import type {Clock} from '../lib/clock.js';

/** How many round trips, and how many connections, are remembered. */
const ROUND_TRIPS = 64;
const CONNECTS = 16;
/** Before anything is known of the line, an unanswered request is taken to arrive within this, ms. */
const UNKNOWN_LINE_MS = 2000;
/** Delays vary: a request is expected within this many of the shortest round trips seen. */
const ROUND_TRIPS_ALLOWED = 3;

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
  readonly #slack: number;
  #roundTrips: number[] = [];
  #connects: number[] = [];

  /** `slack`: room for a slow moment of either machine, ms. */
  constructor(clock: Clock, slack: number) {
    this.#clock = clock;
    this.#slack = slack;
  }

  /** Worst one-way delay to be expected, ms. */
  get worstOneWay(): number {
    const shortest = Math.min(...this.#roundTrips, ...this.#connects);
    if (!Number.isFinite(shortest)) return UNKNOWN_LINE_MS;
    const longest = this.#roundTrips.length > 0 ? Math.max(...this.#roundTrips) : UNKNOWN_LINE_MS;
    return Math.min(Math.max(longest, this.#slack), ROUND_TRIPS_ALLOWED * shortest + this.#slack);
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
    await Promise.race([sent.headers, byTime]);
    known.abort();
    const {headersAt} = sent.times;
    if (headersAt !== null) this.#roundTrips = [...this.#roundTrips, headersAt - writtenAt].slice(-ROUND_TRIPS);
    return headersAt ?? latest;
  }
}
