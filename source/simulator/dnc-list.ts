import {createBoundedMap} from './bounded-map.js';

const MOST_KEPT = 100_000;

/** One blocked number, E.164. `expiresAt`: ms since 1970 on the wall clock; null is for ever. */
export type DncEntry = {readonly number: string; readonly expiresAt: number | null};

/** The company's do-not-call list. */
export type DncList = {
  /** Blocks a number, or gives it another expiry. */
  readonly add: (entry: DncEntry) => 'created' | 'updated';
  /** False when it was not blocked. */
  readonly remove: (number: string) => boolean;
  /** The entry that blocks a number now; undefined when there is none, or when it has lapsed. */
  readonly find: (number: string) => DncEntry | undefined;
};

/** A list that holds these numbers for ever. `wall`: ms since 1970. */
export function createDncList(wall: () => number, numbers: readonly string[]): DncList {
  const entries = createBoundedMap<string, DncEntry>(MOST_KEPT);
  for (const number of numbers) entries.set(number, {number, expiresAt: null});

  function find(number: string): DncEntry | undefined {
    const entry = entries.get(number);
    if (entry?.expiresAt == null || entry.expiresAt > wall()) return entry;
    entries.delete(number);
    return undefined;
  }

  return {
    find,
    add(entry) {
      const outcome = find(entry.number) === undefined ? 'created' : 'updated';
      entries.set(entry.number, entry);
      return outcome;
    },
    remove: number => find(number) !== undefined && entries.delete(number),
  };
}
