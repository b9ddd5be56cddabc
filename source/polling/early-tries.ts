import type {Clock} from '../lib/clock.js';
import {type Candidate, isWatched} from './candidate.js';
import type {PollRecords} from './poll-records.js';

/**
 * Faults that hit one question after the other leave all of them at rest, and the tenant may be well again: then no slot stays
 * unused for seconds, and what has failed least often is asked before its time. Whether a chat is there is a matter of its id.
 */
export class EarlyTries {
  readonly #clock: Clock;
  readonly #records: PollRecords;
  #next = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, records: PollRecords) {
    this.#clock = clock;
    this.#records = records;
  }

  /** Keys of which one may be asked now; then none for `pause` ms. */
  keys(candidates: readonly Candidate[], pause: number): ReadonlySet<string> {
    const now = this.#clock.now();
    if (now < this.#next) return new Set();
    const keys = this.#records.leastFailed(
      candidates.filter(({kind}) => !isWatched(kind)),
      now,
    );
    if (keys.size > 0) this.#next = now + pause;
    return keys;
  }

  /** Ms until there may be some; `most` where that is not known. */
  wait(most: number): number {
    const left = this.#next - this.#clock.now();
    return left > 0 ? Math.min(most, left) : most;
  }
}
