/** A map that holds the latest `most` entries: a new key beyond that drops the oldest one. */
export type BoundedMap<K, V> = {
  readonly get: (key: K) => V | undefined;
  /** Enters a value as the newest one, whether the key was there or not. */
  readonly set: (key: K, value: V) => void;
  /** True when the key was there. */
  readonly delete: (key: K) => boolean;
  /** Oldest first. */
  readonly values: () => IterableIterator<V>;
  readonly size: () => number;
};

/** An empty map for at most `most` entries. */
export function createBoundedMap<K, V>(most: number): BoundedMap<K, V> {
  const entries = new Map<K, V>();
  return {
    get: key => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
    delete: key => entries.delete(key),
    values: () => entries.values(),
    size: () => entries.size,
  };
}
