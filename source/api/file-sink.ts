import {randomUUID} from 'node:crypto';
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import type {AnswerSink} from './answer-sink.js';

/** How far a transfer has come, bytes; `total` null where the tenant does not tell it. */
export type Progress = {readonly done: number; readonly total: number | null};

/**
 * Writes an answer into a file that has its name only once it is whole: until `commit` it lies beside it under another
 * name, mode 0600. `discard` removes what there is. A transfer that begins anew overwrites what came before.
 */
export class FileSink implements AnswerSink {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #onProgress: (progress: Progress) => void;
  #done = 0;
  #total: number | null = null;
  #isOpen = true;

  private constructor(path: string, temporary: string, file: FileHandle, onProgress: (progress: Progress) => void) {
    this.#path = path;
    this.#temporary = temporary;
    this.#file = file;
    this.#onProgress = onProgress;
  }

  /** Rejects with the system's error when the folder does not take a file. */
  static async open(path: string, onProgress: (progress: Progress) => void = () => {}): Promise<FileSink> {
    const temporary = `${path}.${randomUUID().slice(0, 8)}.part`;
    return new FileSink(path, temporary, await open(temporary, 'wx', 0o600), onProgress);
  }

  begin(length: number | null): void {
    this.#done = 0;
    this.#total = length;
    this.#onProgress({done: 0, total: length});
  }

  async write(piece: Buffer): Promise<void> {
    for (let from = 0; from < piece.length; ) {
      const {bytesWritten} = await this.#file.write(piece, from, piece.length - from, this.#done);
      from += bytesWritten;
      this.#done += bytesWritten;
    }
    this.#onProgress({done: this.#done, total: this.#total});
  }

  /** The file is whole: on the disk, then under its name. Resolves to its size in bytes. */
  async commit(): Promise<number> {
    await this.#file.truncate(this.#done);
    await this.#file.sync();
    await this.#close();
    await rename(this.#temporary, this.#path);
    return this.#done;
  }

  /** Removes what was written, unless it was committed. Never rejects. */
  async discard(): Promise<void> {
    await this.#close().catch(() => {});
    await rm(this.#temporary, {force: true}).catch(() => {});
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
