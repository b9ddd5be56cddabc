import {DAY_MS} from './opening-hours.js';
import {createRandom} from './random.js';

/** When an agent works. Minutes since midnight, floor local time; a shift may run past midnight. */
export type ShiftPattern = {readonly seed: number; readonly from: number; readonly minutes: number};

/** One shift, in floor time. */
export type Shift = {readonly start: number; readonly end: number};

/** Share of days on which an agent works; the rest is leave, illness and days off. */
export const PRESENT_SHARE = 0.85;

// Drawn from agent and day alone, so that the answer does not depend on what was asked before.
function shiftOfDay(pattern: ShiftPattern, day: number): Shift | null {
  const random = createRandom(pattern.seed + day * 7919);
  if (!random.chance(PRESENT_SHARE)) return null;
  const start = day * DAY_MS + (pattern.from + random.between(-6, 9)) * 60_000;
  return {start, end: start + (pattern.minutes + random.between(-5, 20)) * 60_000};
}

/** The shift that contains `at`, or else the next one; null when there is none within a month. */
export function shiftAt(pattern: ShiftPattern, at: number): Shift | null {
  const today = Math.floor(at / DAY_MS);
  for (let day = today - 1; day < today + 31; day++) {
    const shift = shiftOfDay(pattern, day);
    if (shift !== null && shift.end > at) return shift;
  }
  return null;
}
