import type {Clock} from '../lib/clock.js';

/** Calls `onSilent` once, when nothing was heard for `ms`. undici's own timers keep such a time only to a second. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #over = new AbortController();
  #heardAt: number;

  constructor(clock: Clock, ms: number, onSilent: () => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#heardAt = clock.now();
    void this.#watch(onSilent);
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  end(): void {
    this.#over.abort();
  }

  async #watch(onSilent: () => void): Promise<void> {
    const {signal} = this.#over;
    for (let left = this.#ms; left > 0; left = this.#heardAt + this.#ms - this.#clock.now()) {
      await this.#clock.sleep(left, signal).catch(() => {});
      if (signal.aborted) return;
    }
    onSilent();
  }
}
