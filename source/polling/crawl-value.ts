import type {Candidate, Turns} from './candidate.js';
import {FIRST_LOOK} from './first-looks.js';

/** What is due at a time of its own goes before what is worth most, every second slot at most. */
const DUE = 1e6;
/** When two due questions came one after the other the second only gets what nobody else wants. */
const LEFT_OVER = 1e-6;

/**
 * Value of a request in one unit for all kinds: expected wrong cells of the screen that it puts right, weighted by what is
 * looked at, times the seconds for which that lasts. See docs/freshness.md.
 */
export function crawlValue(candidate: Candidate, now: number, turns: Turns): number {
  const {due, knownAt, kind} = candidate;
  if (due !== undefined) {
    if (now < due) return 0;
    const overdue = 1 + (now - due) / 1e9;
    return (turns.due >= turns.last ? LEFT_OVER : DUE) * overdue;
  }
  const value = candidate.value?.(now) ?? 0;
  return knownAt === null ? FIRST_LOOK[kind] + value : value;
}
