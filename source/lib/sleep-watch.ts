import type {Clock} from './clock.js';

/** The wall clock is put right by less than this without anybody having slept, ms. */
const SHORTEST_MS = 5000;

/** Notices that the machine was asleep: the wall clock then has gone on, and the monotonic one has stood still. */
export class SleepWatch {
  readonly #clock: Clock;
  #ahead: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#ahead = clock.wall() - clock.now();
  }

  /**
   * Ms that the machine has slept since this was asked last; 0 below 5 s. A wall clock set forward by hand looks the same:
   * what is known is then taken to be older than it is, never younger.
   */
  lasted(): number {
    const before = this.#ahead;
    this.#ahead = this.#clock.wall() - this.#clock.now();
    const ms = this.#ahead - before;
    return ms >= SHORTEST_MS ? ms : 0;
  }
}
