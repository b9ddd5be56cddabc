import type {Candidate, PollKind, Turns} from './candidate.js';

/** Before anything is known: waits, then the directory, then presence; whatever is followed before all that. */
const FIRST: Readonly<Record<PollKind, number>> = {
  'bulk-users': 6e9,
  'campaign-import': 6e9,
  job: 6e9,
  chat: 5e9,
  waits: 4e9,
  directory: 3e9,
  presence: 2e9,
  operation_status: 0,
};

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
  return knownAt === null ? FIRST[kind] + value : value;
}
