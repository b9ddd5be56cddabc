import type {JobKind} from '../api/operation.js';
import type {AgentStatusRow} from '../api/operations/agent-statuses.js';
import {beforeSleep, type Stamp} from '../lib/clock.js';

/** What can be followed: chats, and each kind of background job. */
export type WatchKind = 'chat' | JobKind;

/** One thing to follow. `parent`: the campaign of an import. */
export type WatchRef = {readonly kind: WatchKind; readonly id: number; readonly parent?: number | null};

/** `chat/81502`, `job/4412`, `campaign-import/57/907`. */
export const watchKey = ({kind, id, parent}: WatchRef): string =>
  parent === undefined || parent === null ? `${kind}/${id}` : `${kind}/${parent}/${id}`;

/** A chat or background job that is followed until it ends. */
export type Watched = {
  /** As `watchKey` makes it. */
  readonly key: string;
  readonly kind: WatchKind;
  readonly id: number;
  /** The campaign of an import; else null. */
  readonly parent: number | null;
  /** In the tenant's words; null until the first answer. */
  readonly status: string | null;
  /** One line for the panel: agent and queue of a chat, progress of a job. */
  readonly detail: string;
  /** Rows of a job that are through, of how many, and those that failed; null where it tells none. */
  readonly progress: JobProgress | null;
  /** Last answer, or null. */
  readonly at: Stamp | null;
  readonly ended: boolean;
  /** Why the last look failed, or null. */
  readonly problem: string | null;
  /** Ms between two looks at present; lengthens while nothing changes. */
  readonly interval: number;
  /** Monotonic ms of the next look. */
  readonly due: number;
  readonly escalation: WatchedEscalation | null;
  /** Per-agent outcome of a finished job. */
  readonly rows: readonly AgentStatusRow[];
};

/** How far a job has come. `failed` are among `through`. */
export type JobProgress = {readonly through: number; readonly total: number; readonly failed: number};

/** The escalation of a chat, as far as it is known. */
export type WatchedEscalation = {
  readonly id: number | null;
  /** The tenant's reason for turning it away (after_hours, over_capacity, …), or null. */
  readonly deflected: string | null;
  /** The channel that was chosen, or null. */
  readonly channel: string | null;
  /** The choice of a channel was opened by itself once. */
  readonly offered: boolean;
};

const FIRST_LOOK_MS = 2000;
const LONGEST_MS = 30_000;
const LENGTHENING = 1.5;
/** After so many answers in a row that there is no such thing, there is none. */
const MISSES = 3;
/** Ended entries kept for reading. */
const KEPT = 50;
/** Most that are followed at a time; each costs a request now and then. */
const MOST_OPEN = 200;
/** Without a change for this long, ms, nothing is expected to come. */
const LONGEST_STILL_MS = 12 * 60 * 60_000;
const STILL = 'no change for 12 h, no longer followed';

/** What is followed, newest first. Immutable entries; listeners hear of every change. */
export class WatchList {
  readonly #entries = new Map<string, Watched>();
  /** Answers "not found" in a row, by key. */
  readonly #misses = new Map<string, number>();
  /** When something last changed, or following began, by key; monotonic ms. */
  readonly #changedAt = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  get all(): readonly Watched[] {
    return [...this.#entries.values()].reverse();
  }

  get(kind: WatchKind, id: number, parent: number | null = null): Watched | undefined {
    return this.#entries.get(watchKey({kind, id, parent}));
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts following, or looks again soon at what is followed already. `now` is monotonic ms. */
  follow(kind: WatchKind, id: number, now: number, parent: number | null = null): void {
    const key = watchKey({kind, id, parent});
    const before = this.#entries.get(key);
    const fresh: Watched = {
      key,
      kind,
      id,
      parent,
      status: null,
      detail: '',
      progress: null,
      at: null,
      ended: false,
      problem: null,
      interval: FIRST_LOOK_MS,
      due: now,
      escalation: null,
      rows: [],
    };
    this.#drop(key);
    this.#changedAt.set(key, now);
    const due = now + (before ? FIRST_LOOK_MS : 0);
    this.#entries.set(key, {...fresh, ...before, interval: FIRST_LOOK_MS, due, ended: false});
    this.#trim();
    this.#tell();
  }

  /** A look succeeded. The next comes later, soon again when something changed. */
  seen(key: string, news: Pick<Watched, 'status' | 'detail' | 'ended'> & Partial<Watched>, at: Stamp): void {
    const before = this.#entries.get(key);
    if (!before) return;
    this.#misses.delete(key);
    const changed = before.status !== news.status || before.detail !== news.detail;
    if (changed) this.#changedAt.set(key, at.mono);
    const interval = changed ? FIRST_LOOK_MS : Math.min(LONGEST_MS, before.interval * LENGTHENING);
    const seen = {...before, ...news, at, problem: null, interval, due: at.mono + interval};
    this.#put(!seen.ended && this.#isStill(key, at.mono) ? {...seen, ended: true, problem: STILL} : seen);
  }

  /**
   * A look failed; the last good state stays. `missing`: the tenant said that there is no such thing; said three times in
   * a row, it is believed, and no longer asked for.
   */
  failed(key: string, problem: string, now: number, missing = false): void {
    const before = this.#entries.get(key);
    if (!before) return;
    const misses = missing ? (this.#misses.get(key) ?? 0) + 1 : 0;
    this.#misses.set(key, misses);
    const interval = Math.min(LONGEST_MS, before.interval * LENGTHENING);
    const failed = {...before, problem, interval, due: now + interval, ended: misses >= MISSES};
    this.#put(!failed.ended && this.#isStill(key, now) ? {...failed, ended: true, problem: STILL} : failed);
  }

  /** What became known of a chat's escalation. */
  escalated(chatId: number, escalation: Partial<WatchedEscalation>): void {
    const before = this.#entries.get(`chat/${chatId}`);
    if (!before) return;
    const known: WatchedEscalation = before.escalation ?? {id: null, deflected: null, channel: null, offered: false};
    this.#put({...before, escalation: {...known, ...escalation}});
  }

  /**
   * The machine slept for `ms`: what was seen is that much older, and the next looks are due that much sooner. Whether
   * anything changed meanwhile nobody has looked, so no entry ends for it.
   */
  slept(ms: number): void {
    for (const [key, entry] of this.#entries) {
      this.#entries.set(key, {...entry, at: entry.at && beforeSleep(entry.at, ms), due: entry.due - ms});
    }
    this.#tell();
  }

  forget(key: string): void {
    this.#drop(key);
    this.#tell();
  }

  #isStill(key: string, now: number): boolean {
    return now - (this.#changedAt.get(key) ?? now) > LONGEST_STILL_MS;
  }

  #drop(key: string): void {
    this.#entries.delete(key);
    this.#misses.delete(key);
    this.#changedAt.delete(key);
  }

  #put(entry: Watched): void {
    this.#entries.set(entry.key, entry);
    this.#tell();
  }

  /** The oldest leave, of those that ended and of those still followed. */
  #trim(): void {
    const all = [...this.#entries.values()];
    const tooMany = (entries: readonly Watched[], most: number) => entries.slice(0, Math.max(0, entries.length - most));
    const ended = all.filter(entry => entry.ended);
    const open = all.filter(entry => !entry.ended);
    for (const {key} of [...tooMany(ended, KEPT), ...tooMany(open, MOST_OPEN)]) this.#drop(key);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
