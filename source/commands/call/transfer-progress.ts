import type {Progress} from '../../api/file-sink.js';
import type {Clock} from '../../lib/clock.js';
import {PROGRESS_STEP_MS, progressWords} from '../../lib/progress-words.js';
import type {OutputStream} from '../command-io.js';

/** Shows how far a transfer is on one line of a terminal; says nothing elsewhere. */
export class TransferProgress {
  readonly #stderr: OutputStream;
  readonly #clock: Clock;
  #startedAt: number | null = null;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(stderr: OutputStream, clock: Clock) {
    this.#stderr = stderr;
    this.#clock = clock;
  }

  readonly show = (progress: Progress): void => {
    const now = this.#clock.now();
    if (progress.done === 0) this.#startedAt = now;
    this.#startedAt ??= now;
    if (!this.#stderr.isTTY || now - this.#shownAt < PROGRESS_STEP_MS) return;
    this.#shownAt = now;
    this.#stderr.write(`\r\x1b[K${progressWords(progress, now - this.#startedAt)}`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#stderr.isTTY && this.#shownAt > Number.NEGATIVE_INFINITY) this.#stderr.write('\r\x1b[K');
  }
}
