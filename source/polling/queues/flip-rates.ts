import type {OperationState} from '../../picture/queue.js';
import {SIGNS, type Sign} from './queue-signs.js';

export const STATES: readonly OperationState[] = ['open', 'over_capacity', 'after_hours'];

const MINUTE = 60;
const HOUR = 3600;
/** Mean seconds until a state ends, before anything is learned. */
const ASSUMED_S: Readonly<Record<OperationState, Readonly<Record<Sign, number>>>> = {
  open: {
    unknown: 2 * HOUR,
    nobody: 30 * MINUTE,
    calm: 4 * HOUR,
    short: 2 * HOUR,
    busy: HOUR,
    long: 20 * MINUTE,
    swamped: 8 * MINUTE,
  },
  over_capacity: {
    unknown: 15 * MINUTE,
    nobody: 20 * MINUTE,
    calm: 2 * MINUTE,
    short: 3 * MINUTE,
    busy: 6 * MINUTE,
    long: 12 * MINUTE,
    swamped: 20 * MINUTE,
  },
  after_hours: {
    unknown: 4 * HOUR,
    nobody: 6 * HOUR,
    calm: 2 * HOUR,
    short: HOUR,
    busy: 30 * MINUTE,
    long: 30 * MINUTE,
    swamped: 30 * MINUTE,
  },
};
/** What is assumed weighs as much as so many flips seen. */
const ASSUMED_FLIPS = 2;
/** What was learned earlier weighs at most so many flips per state and sign. */
const MOST_FLIPS = 50;

/** Flips of a state under a sign, and seconds of it; fractions count. */
export type Flips = Readonly<Record<string, {readonly flips: number; readonly seconds: number}>>;

/** How soon operation states end, by what the wait row says; learned for a whole tenant, since flips of one queue are rare. */
export class FlipRates {
  readonly #seen = new Map<string, {flips: number; seconds: number}>();

  /** Expected flips per second of a queue in `state` whose row gives `sign`. */
  rate(state: OperationState, sign: Sign): number {
    const seen = this.#seen.get(`${state}/${sign}`);
    const assumed = ASSUMED_S[state][sign];
    return (ASSUMED_FLIPS + (seen?.flips ?? 0)) / (ASSUMED_FLIPS * assumed + (seen?.seconds ?? 0));
  }

  /**
   * Between two looks a queue spent these seconds under each sign, and then was in another state, or was not. A flip is
   * put down to the signs as they made it likely.
   */
  learn(state: OperationState, spent: ReadonlyMap<Sign, number>, hasFlipped: boolean): void {
    let expected = 0;
    for (const [sign, seconds] of spent) expected += this.rate(state, sign) * seconds;
    for (const [sign, seconds] of spent) {
      const key = `${state}/${sign}`;
      const seen = this.#seen.get(key) ?? {flips: 0, seconds: 0};
      const flips = hasFlipped && expected > 0 ? (this.rate(state, sign) * seconds) / expected : 0;
      // After a flip the rest of the time was spent in the other state; when it was, nobody knows.
      const inState = hasFlipped ? seconds / 2 : seconds;
      const fade = seen.flips > MOST_FLIPS ? MOST_FLIPS / seen.flips : 1;
      this.#seen.set(key, {flips: seen.flips * fade + flips, seconds: seen.seconds * fade + inState});
    }
  }

  /** Everything learned, to be kept. */
  get seen(): Flips {
    return Object.fromEntries(this.#seen);
  }

  /** Starts from what an earlier run has learned; what is not a state under a sign is left out. */
  remember(flips: Flips): void {
    for (const state of STATES) {
      for (const sign of SIGNS) {
        const kept = flips[`${state}/${sign}`];
        if (kept) this.#seen.set(`${state}/${sign}`, {...kept});
      }
    }
  }
}
