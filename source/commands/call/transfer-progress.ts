import type {Progress} from '../../api/file-sink.js';
import type {Clock} from '../../lib/clock.js';
import type {OutputStream} from '../command-io.js';
import {durationWords} from '../duration-words.js';

/** Shortest time between two looks of the progress, ms. */
const STEP_MS = 200;
const MEGABYTE = 1_000_000;

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
    if (!this.#stderr.isTTY || now - this.#shownAt < STEP_MS) return;
    this.#shownAt = now;
    this.#stderr.write(`\r\x1b[K${progressWords(progress, now - this.#startedAt)}`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#stderr.isTTY && this.#shownAt > Number.NEGATIVE_INFINITY) this.#stderr.write('\r\x1b[K');
  }
}

/** Share or bytes, rate, and the time left where the size is known; `ms` since it began. */
export function progressWords({done, total}: Progress, ms: number): string {
  const rate = ms > 0 ? done / (ms / 1000) : 0;
  const speed = `${(rate / MEGABYTE).toFixed(1)} MB/s`;
  const amount = `${(done / MEGABYTE).toFixed(1)} MB`;
  if (total === null || total === 0) return `${amount}, ${speed}`;
  const left = rate > 0 ? `, ${durationWords(((total - done) / rate) * 1000)} left` : '';
  return `${Math.floor((done / total) * 100)} % of ${(total / MEGABYTE).toFixed(1)} MB, ${speed}${left}`;
}
