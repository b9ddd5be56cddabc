import type {Candidate, Turns} from './candidate.js';
import {FIRST_LOOK} from './first-looks.js';

/** Weight of all operation statuses never asked, together, against a sum of about 1 for everything else. */
export const FIRST_SHARE = 2;
/** Weight of all that has fallen due, together: a hundred followed chats must not stop the polls. */
const DUE_SHARE = 1.5;
/** A group that never had its turn has waited this long, s. */
const LONG_S = 3600;

/**
 * Value of a request as weighted age: the seconds since its answer was last known, times its weight. Always taking the
 * largest makes each question come round at an interval in inverse proportion to its weight. Groups of questions without
 * an age have a weight together, and the seconds since one of them had its turn.
 */
export function stalenessValue(candidate: Candidate, now: number, turns: Turns = NEVER): number {
  const {due, knownAt, kind, weight} = candidate;
  if (due !== undefined) {
    if (now < due) return 0;
    // Among what is due the longest overdue goes first.
    return DUE_SHARE * seconds(turns.due, now) * (1 + seconds(due, now) / 1e6) + Number.MIN_VALUE;
  }
  if (knownAt !== null) return seconds(knownAt, now) * weight;
  if (kind === 'operation_status') return FIRST_SHARE * seconds(turns.first, now) * (1 + weight) + Number.MIN_VALUE;
  return FIRST_LOOK[kind] + (candidate.expected ?? 0) + weight;
}

const NEVER: Turns = {
  first: Number.NEGATIVE_INFINITY,
  due: Number.NEGATIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
};

const seconds = (since: number, now: number): number => Math.min(LONG_S, Math.max(0, (now - since) / 1000));
