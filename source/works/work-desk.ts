import {failureWords} from '../lib/failure-words.js';
import type {WorkAct, WorkHost, WorkLine, WorkRow} from '../view/work-view.js';

/**
 * The state of an open work view and what it waits for, one thing after the other. Whatever changes is drawn; what fails is said above
 * the rows and leaves the state as it was.
 */
export class WorkDesk<S extends object> {
  readonly #host: WorkHost;
  #state: S;
  #busy: string | null = null;
  #problem: string | null = null;
  /** What is begun, and what waits behind it. */
  readonly #waiting = new Map<string, Promise<void>>();

  constructor(host: WorkHost, state: S) {
    this.#host = host;
    this.#state = state;
  }

  get state(): S {
    return this.#state;
  }

  /** Changes the state and draws it. */
  set(change: Partial<S>): void {
    this.#state = {...this.#state, ...change};
    this.#host.changed();
  }

  /** Says what is wrong, until something else is begun. */
  fail(problem: string | null): void {
    this.#problem = problem;
    this.#host.changed();
  }

  /** Replaces what is said while something is waited for: how far it has come. */
  progress(words: string): void {
    if (this.#busy === null || this.#busy === words) return;
    this.#busy = words;
    this.#host.changed();
  }

  /**
   * Does `work` behind what was begun before; the same words again join what is waiting. Nothing of it is told once the
   * view was left. Never rejects.
   */
  during(words: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const same = this.#waiting.get(words);
    if (same) return same;
    const last = [...this.#waiting.values()].at(-1) ?? Promise.resolve();
    const mine = last.then(() => this.#run(words, work)).finally(() => this.#waiting.delete(words));
    this.#waiting.set(words, mine);
    return mine;
  }

  async #run(words: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#host.signal.aborted) return;
    this.#busy = words;
    this.#problem = null;
    this.#host.changed();
    try {
      await work(this.#host.signal);
    } catch (error) {
      if (!this.#host.signal.aborted) this.#problem = failureWords(error);
    } finally {
      this.#busy = null;
      this.#host.changed();
    }
  }

  /** What is waited for, and what is wrong, as lines above the rows. */
  lines(): readonly WorkLine[] {
    return [
      ...(this.#busy === null ? [] : [{text: this.#busy, tone: 'warn'} as const]),
      ...(this.#problem === null ? [] : [{text: this.#problem, tone: 'bad'} as const]),
    ];
  }
}

/** An act; `whyNot` where it cannot be done now. */
export const act = (
  key: string,
  label: string,
  run: (row: WorkRow | null) => void,
  whyNot: string | null = null,
): WorkAct => ({key, label, run, whyNot});
