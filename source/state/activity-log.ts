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

/** Oldest entries go first when there are more than this. */
const KEPT = 500;

/** What happened, newest last. Bounded. */
export class ActivityLog {
  #entries: readonly ActivityEntry[] = [];
  #nextId = 1;
  readonly #listeners = new Set<() => void>();

  get entries(): readonly ActivityEntry[] {
    return this.#entries;
  }

  add(at: Stamp, kind: ActivityKind, text: string, details: readonly string[] = []): void {
    const entry: ActivityEntry = {id: this.#nextId, at, kind, text, details};
    this.#nextId += 1;
    this.#entries = [...this.#entries, entry].slice(-KEPT);
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
