/** fresh: within its planned revisit. old: older than two of them. stale: older than five. */
export type Freshness = 'fresh' | 'old' | 'stale';

/** Judges an age (ms) by the planned revisit (ms) of the value. Null: never known. */
export function freshnessOf(ageMs: number | null, plannedMs: number): Freshness {
  if (ageMs === null || ageMs > 5 * plannedMs) return 'stale';
  return ageMs > 2 * plannedMs ? 'old' : 'fresh';
}
