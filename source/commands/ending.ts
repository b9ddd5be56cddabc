import {setMaxListeners} from 'node:events';
import {deferred} from '../lib/deferred.js';
import type {CommandIo, EndSignal} from './command-io.js';
import {EXIT} from './exit-code.js';

/** Exit codes of the signals, as shells count them: 128 and the signal's number. */
const SIGNAL_CODES: Readonly<Record<EndSignal, number>> = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129};

/** The pipe's reader has gone: no error, it has seen enough. */
const isReaderGone = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';

/** A terminal was closed. Its hangup may reach the shell alone, and the command only fail to write. */
const isTerminalGone = (error: NodeJS.ErrnoException): boolean => error.code === 'EIO';

/**
 * When and how a command ends: by itself, by a signal, or because nobody reads its output any more. The first reason
 * counts.
 */
export class Ending {
  readonly #abort = new AbortController();
  readonly #result = deferred<number>();
  readonly #signalled = deferred<void>();
  readonly #stopListening: () => void;

  /** `codes` replaces exit codes of signals. */
  constructor(io: CommandIo, codes: Partial<Record<EndSignal, number>> = {}) {
    // Every request and every sleep listens to it; many at a time are no leak.
    setMaxListeners(0, this.#abort.signal);
    this.#stopListening = io.onSignal(signal => {
      this.#signalled.resolve();
      this.end(codes[signal] ?? SIGNAL_CODES[signal]);
    });
    // These stay for good: a broken pipe may be told long after the last line was written.
    io.stdout.on('error', error => {
      if (isReaderGone(error)) this.end(EXIT.ok);
      else if (io.stdout.isTTY && isTerminalGone(error)) this.end(codes.SIGHUP ?? SIGNAL_CODES.SIGHUP);
      else this.fail(error);
    });
    io.stderr.on('error', () => {});
    // Whoever never asks for the result must not be killed by its failure.
    this.#result.promise.catch(() => {});
  }

  /** Aborts when the command ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Resolves to the exit code; rejects with what `fail` was given. */
  get result(): Promise<number> {
    return this.#result.promise;
  }

  /** Resolves when a signal has come, also one after the command was about to end by itself. */
  get signalled(): Promise<void> {
    return this.#signalled.promise;
  }

  end(code: number): void {
    this.#result.resolve(code);
    this.#abort.abort();
  }

  fail(error: unknown): void {
    this.#result.reject(error);
    this.#abort.abort();
  }

  /** Lets go of the signals. */
  close(): void {
    this.#stopListening();
  }
}
