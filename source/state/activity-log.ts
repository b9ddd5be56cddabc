import type {Stamp} from '../lib/clock.js';

/** What an entry is about; the panel can be filtered by it. */
export type ActivityKind = 'request' | 'action' | 'notice' | 'problem';

/** One line of the activity panel. */
export type ActivityEntry = {
  readonly id: number;
  readonly at: Stamp;
  readonly kind: ActivityKind;
  /** Safe text, one line. */
  readonly text: string;
  /** More lines for the detail view. */
  readonly details: readonly string[];
};

/** Oldest entries go first when there are more than this: requests come all the time, and must not push out the rest. */
const KEPT_REQUESTS = 300;
const KEPT_OTHERS = 500;

/** What happened, newest last. Bounded. */
export class ActivityLog {
  #requests: readonly ActivityEntry[] = [];
  #others: readonly ActivityEntry[] = [];
  #merged: readonly ActivityEntry[] | null = [];
  #nextId = 1;
  readonly #listeners = new Set<() => void>();
  readonly #mask: (text: string) => string;

  /** `mask`: replaces personal data in what is added. */
  constructor(mask: ((text: string) => string) | null = null) {
    this.#mask = mask ?? (text => text);
  }

  get entries(): readonly ActivityEntry[] {
    this.#merged ??= [...this.#requests, ...this.#others].sort((one, other) => one.id - other.id);
    return this.#merged;
  }

  add(at: Stamp, kind: ActivityKind, text: string, details: readonly string[] = []): void {
    const masked = details.map(this.#mask);
    const entry: ActivityEntry = {id: this.#nextId, at, kind, text: this.#mask(text), details: masked};
    this.#nextId += 1;
    if (kind === 'request') this.#requests = [...this.#requests, entry].slice(-KEPT_REQUESTS);
    else this.#others = [...this.#others, entry].slice(-KEPT_OTHERS);
    this.#merged = null;
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
