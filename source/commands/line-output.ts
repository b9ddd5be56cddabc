import {deferred} from '../lib/deferred.js';
import {jsonLine} from '../lib/json-line.js';
import type {OutputStream} from './command-io.js';

/**
 * Lines of JSON to a reader that may be slower than the news. While the stream is full, lines wait under their key and a
 * newer one takes the place of an older one, so that memory is bounded by the number of things told about and not by
 * time.
 */
export class LineOutput {
  readonly #stream: OutputStream;
  readonly #waiting = new Map<string, object>();
  #isFull = false;
  #isClosed = false;
  #emptied = deferred<void>();

  constructor(stream: OutputStream) {
    this.#stream = stream;
    stream.on('drain', () => this.#drain());
    for (const event of ['error', 'close']) stream.on(event, () => this.#end());
  }

  /** Writes `value` as one line, or keeps it until the stream takes more. `key`: the thing that it tells about. */
  print(key: string, value: object): void {
    if (this.#isClosed) return;
    // Set anew, so that the lines leave in the order of their news.
    this.#waiting.delete(key);
    this.#waiting.set(key, value);
    if (!this.#isFull) this.#drain();
  }

  /** Resolves when every line was handed to the system, or can no longer be. */
  async flushed(): Promise<void> {
    while (this.#waiting.size > 0) await this.#emptied.promise;
    if (!this.#isClosed) await new Promise<void>(resolve => this.#stream.write('', () => resolve()));
  }

  #drain(): void {
    this.#isFull = false;
    for (const [key, value] of this.#waiting) {
      this.#waiting.delete(key);
      this.#isFull = !this.#stream.write(jsonLine(value));
      if (this.#isFull) return;
    }
    this.#wake();
  }

  #end(): void {
    this.#isClosed = true;
    this.#waiting.clear();
    this.#wake();
  }

  #wake(): void {
    this.#emptied.resolve();
    this.#emptied = deferred<void>();
  }
}
