import type {Candidate, PollKind} from './candidate.js';

/** Before anything is known: waits, then the directory, then presence; operation status fills in beside the rest. */
const FIRST: Readonly<Record<PollKind, number>> = {
  job: 6e6,
  chat: 5e6,
  waits: 4e6,
  directory: 3e6,
  presence: 2e6,
  operation_status: 2,
};

/** A job or chat that has fallen due goes before everything that is only old. */
const DUE = 1e3;

/**
 * Value of a request as weighted age: the seconds since its answer was last known, times its weight. Always taking the
 * largest makes each question come round at an interval in inverse proportion to its weight.
 */
export function stalenessValue(candidate: Candidate, now: number): number {
  if (candidate.due !== undefined) {
    return now < candidate.due ? 0 : DUE + (now - candidate.due) / 1000;
  }
  if (candidate.knownAt === null) {
    return FIRST[candidate.kind] * (1 + candidate.weight) + (candidate.expected ?? 0);
  }
  return ((now - candidate.knownAt) / 1000) * candidate.weight;
}
