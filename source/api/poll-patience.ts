/** No poll is given up before so many slots, and so many ms, have passed. */
const LEAST_SLOTS = 8;
const LEAST_MS = 4000;
/** A tenant that answers within a second may take this many times as long now and then. */
const TIMES_SLOWEST = 10;
/** So many latest answers say how long a tenant takes. */
const ANSWERS = 32;
/** One poll in so many waits as long as any tenant may need: else one that has become slow would never be heard again. */
const PATIENT_ONE_IN = 10;
/** What is not answered by then, ms, is not coming: no list takes a tenant that long. */
const LONGEST_SLOTS = 16;
const LONGEST_AT_LEAST_MS = 16_000;
const LONGEST_AT_MOST_MS = 30_000;

/**
 * How long polls wait for a tenant that says nothing. Only so many may be unanswered at a time, and each that is given up
 * makes room for a new look, on a new connection: with eight, a line that falls silent is looked at again in every second
 * slot or so (below 2 requests per second), whenever it is back.
 */
export class PollPatience {
  readonly #least: number;
  readonly #most: number;
  #answers: number[] = [];
  #asked = 0;

  /** `rate` in requests per second. */
  constructor(rate: number) {
    const slot = 1000 / rate;
    this.#most = Math.min(LONGEST_AT_MOST_MS, Math.max(LONGEST_AT_LEAST_MS, LONGEST_SLOTS * slot));
    this.#least = Math.min(this.#most, Math.max(LEAST_MS, LEAST_SLOTS * slot));
  }

  /** Ms for which the next poll waits while nothing comes. Before anything was answered, as long as for any. */
  next(): number {
    this.#asked += 1;
    if (this.#asked % PATIENT_ONE_IN === 0 || this.#answers.length === 0) return this.#most;
    return Math.min(this.#most, Math.max(this.#least, TIMES_SLOWEST * Math.max(...this.#answers)));
  }

  /** A poll was answered within `ms` of being written. */
  answered(ms: number): void {
    this.#answers = [...this.#answers, ms].slice(-ANSWERS);
  }
}
