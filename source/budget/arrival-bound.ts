import type {Clock} from '../lib/clock.js';

/** How many round trips are remembered. */
const REMEMBERED = 64;
/** Before anything is known of the line, an unanswered request is taken to arrive within this, ms. */
const UNKNOWN_LINE_MS = 2000;
/** Room for a slow moment of either machine, ms. */
const SLACK_MS = 25;

/** What an exchange tells the bound: times are monotonic ms. */
type Sent = {
  readonly times: {readonly startedAt: number; readonly writtenAt: number | null; readonly headersAt: number | null};
  readonly headers: Promise<void>;
};

/**
 * When has a request reached the tenant for certain? At its answer's headers; or, when the tenant thinks long, at the
 * time it was written plus the worst one-way delay to be expected of this line. That is learned: a one-way delay is
 * shorter than a round trip, the shortest round trips contain no thinking, and making a connection is pure line time.
 */
export class ArrivalBound {
  readonly #clock: Clock;
  #roundTrips: number[] = [];
  #longestConnect = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Worst one-way delay to be expected, ms. */
  get worstOneWay(): number {
    if (this.#roundTrips.length === 0) return UNKNOWN_LINE_MS;
    const longest = Math.max(...this.#roundTrips);
    const shortest = Math.min(...this.#roundTrips);
    return Math.min(longest, 2 * shortest + this.#longestConnect + SLACK_MS);
  }

  /** Resolves to the monotonic ms by which `sent` has reached the tenant; as soon as that is known. */
  async of(sent: Sent): Promise<number> {
    const {writtenAt, startedAt} = sent.times;
    const known = new AbortController();
    const byTime =
      writtenAt === null
        ? Promise.resolve()
        : this.#clock
            .sleep(Math.max(0, writtenAt + this.worstOneWay - this.#clock.now()), known.signal)
            .catch(() => {});
    await Promise.race([sent.headers, byTime]);
    known.abort();
    const {headersAt} = sent.times;
    if (writtenAt === null) return this.#clock.now();
    if (headersAt !== null) this.#learn(headersAt - writtenAt, writtenAt - startedAt);
    return headersAt ?? Math.max(writtenAt + this.worstOneWay, this.#clock.now());
  }

  #learn(roundTrip: number, connect: number): void {
    this.#roundTrips = [...this.#roundTrips, roundTrip].slice(-REMEMBERED);
    // On a warm connection this is the time between handing over and writing: near nothing.
    this.#longestConnect = Math.max(this.#longestConnect * 0.98, connect);
  }
}
