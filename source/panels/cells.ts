import {type Segment, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {shortDuration} from '../lib/format.js';
import {type Freshness, freshnessOf} from '../picture/freshness.js';

/** A value that was never told: different from zero, and from a value that cannot exist. */
export const UNKNOWN: Segment = segment('?', 'dim');

/** In place of an age: what the row tells may long be wrong. */
export const STALE: Segment = segment('STALE', 'bad');

/** A value in its freshness: old ones carry a sign, stale ones are dimmed; never by colour alone. */
export function aged(text: string, freshness: Freshness, tone: Tone = 'plain'): Segment {
  if (freshness === 'fresh') return segment(text, tone);
  return segment(`${text}~`, freshness === 'stale' ? 'dim' : tone);
}

/** A value that is more likely to have changed than not is marked as an old one is, however young it is. */
export const doubted = (freshness: Freshness, doubt: number): Freshness =>
  freshness === 'fresh' && doubt > 0.5 ? 'old' : freshness;

/** Stands after a value in a detail view: nothing where it is fresh, else the word for its freshness. */
export const freshnessSign = (freshness: Freshness): Segment =>
  freshness === 'fresh' ? segment('') : segment(freshness === 'stale' ? ' STALE' : ' old', 'warn');

/** The age column: an age, or the word STALE. */
export function ageCell(ageMs: number | null, plannedMs: number): Segment {
  if (ageMs === null) return UNKNOWN;
  const freshness = freshnessOf(ageMs, plannedMs);
  if (freshness === 'stale') return STALE;
  return segment(shortDuration(ageMs), freshness === 'old' ? 'warn' : 'dim');
}

/** Past values as a line of small bars, newest on the right; scaled to the largest, or to `least` where all are small. */
export function sparkline(values: readonly number[], width: number, bars: readonly string[], least = 1): string {
  const shown = values.slice(-width);
  const top = Math.max(...shown, least);
  return shown.map(value => bars[Math.min(bars.length - 1, Math.round((value / top) * (bars.length - 1)))]).join('');
}
