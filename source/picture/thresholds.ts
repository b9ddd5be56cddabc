import type {Limits, ThresholdSettings} from '../settings/thresholds-schema.js';
import type {Queue} from './queue.js';
import {readWaitCell, type WaitCell} from './wait-cells.js';

/** How a value stands to its limits. */
export type Level = 'ok' | 'warn' | 'critical';

/** The name that stands for every queue. */
const ALL = 'all';
const LONG_WAIT: Limits = {above: {warn: 60, critical: 120}};
/** Where the profile says nothing of a cell; waits in s. */
const USUAL: Partial<Record<WaitCell, Limits>> = {call: LONG_WAIT, chat: LONG_WAIT};
/** A value is near a limit up to this share of it, and up to this many agents. */
const NEAR = 0.25;
const LEAST: Readonly<Record<WaitCell, number>> = {call: 0, chat: 0, available: 1, loggedIn: 1};
/** Paths remembered at most; a tenant has fewer, but may rename its menus for years. */
const MOST_PATHS = 20_000;

type QueueLimits = Partial<Record<WaitCell, Limits>>;

/**
 * From which values on a queue draws the eye. Of the parts of its path that name a cell the longest decides, `all` last;
 * where nothing does, waits of 60 s are a warning and of 120 s critical.
 */
export class Thresholds {
  /** Longest part first. */
  readonly #rules: readonly (readonly [part: string, limits: QueueLimits])[];
  readonly #byPath = new Map<string, QueueLimits>();
  readonly #places = new Map<string, Partial<Record<WaitCell, readonly number[]>>>();

  constructor(settings: ThresholdSettings = {}) {
    const parts = Object.entries(settings).filter(([part]) => part !== ALL);
    this.#rules = [
      ...parts
        .map(([part, limits]) => [part.toLowerCase(), limits] as const)
        .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1)),
      ['', settings[ALL] ?? {}],
      ['', USUAL],
    ];
  }

  /** Whether any queue may have limits for a cell. */
  isLimited(cell: WaitCell): boolean {
    return this.#rules.some(([, limits]) => limits[cell] !== undefined);
  }

  /** The limits of a queue's cell; empty where there are none. */
  limits(queue: Queue, cell: WaitCell): Limits {
    return this.#of(queue.path)[cell] ?? {};
  }

  /** How what is shown of a queue stands to its limits; `ok` where nothing is known. */
  level(queue: Queue, cell: WaitCell): Level {
    const value = readWaitCell(queue, cell);
    const {above = {}, below = {}} = this.limits(queue, cell);
    if (value === null) return 'ok';
    const reaches = (grade: 'warn' | 'critical') =>
      value >= (above[grade] ?? Number.POSITIVE_INFINITY) || value <= (below[grade] ?? Number.NEGATIVE_INFINITY);
    return reaches('critical') ? 'critical' : reaches('warn') ? 'warn' : 'ok';
  }

  /** Whether a small change would let what is shown of a queue pass one of its limits. Asked for every cell in every slot. */
  isNear(queue: Queue, cell: WaitCell): boolean {
    const places = this.#placesOf(queue.path)[cell];
    if (!places) return false;
    const value = readWaitCell(queue, cell);
    if (value === null) return false;
    for (const limit of places) if (Math.abs(value - limit) <= Math.max(LEAST[cell], NEAR * limit)) return true;
    return false;
  }

  /** The limits of each cell, whichever their side and level; worked out once per path. */
  #placesOf(path: string): Partial<Record<WaitCell, readonly number[]>> {
    const known = this.#places.get(path);
    if (known) return known;
    const places = Object.fromEntries(
      Object.entries(this.#of(path)).map(([cell, {above, below}]) => [
        cell,
        [above?.warn, above?.critical, below?.warn, below?.critical].filter(limit => limit !== undefined),
      ]),
    );
    if (this.#places.size >= MOST_PATHS) this.#places.clear();
    this.#places.set(path, places);
    return places;
  }

  #of(path: string): QueueLimits {
    const known = this.#byPath.get(path);
    if (known) return known;
    const text = path.toLowerCase();
    const limits: QueueLimits = Object.assign(
      {},
      ...this.#rules
        .filter(([part]) => text.includes(part))
        .map(([, one]) => one)
        .reverse(),
    );
    if (this.#byPath.size >= MOST_PATHS) this.#byPath.clear();
    this.#byPath.set(path, limits);
    return limits;
  }
}
