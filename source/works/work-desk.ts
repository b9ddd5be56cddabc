import type {WorkAct, WorkHost, WorkLine, WorkRow} from '../view/work-view.js';

/** What went wrong as one sentence, with what to do about it. */
export function failureWords(error: unknown): string {
  const {message, nextStep} = error as {readonly message?: string; readonly nextStep?: string};
  return [message ?? String(error), nextStep].filter(Boolean).join(' ');
}

/**
 * The state of an open work view and the one thing that it waits for. Whatever changes is drawn; what fails is said above
 * the rows and leaves the state as it was.
 */
export class WorkDesk<S extends object> {
  readonly #host: WorkHost;
  #state: S;
  #busy: string | null = null;
  #problem: string | null = null;

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

  /** Waits for `work`; one thing at a time. Nothing of it is told once the view was left. Never rejects. */
  async during(words: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#busy !== null) {
      this.fail(`${this.#busy}: wait for it.`);
      return;
    }
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
