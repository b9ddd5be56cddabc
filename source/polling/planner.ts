import type {Candidate, PollRecord, ValueOf} from './candidate.js';

/** Planned revisits are told between these, ms, whatever the arithmetic says. */
const SOONEST_MS = 2000;
const LATEST_MS = 5 * 60_000;

const NO_RECORD: PollRecord = {failures: 0, notBefore: Number.NEGATIVE_INFINITY, inFlight: false};

/** Decides which request gets the next slot: the one of largest value among those that may be asked now. */
export class Planner {
  readonly #valueOf: ValueOf;
  #weightSum = 0;
  #weights = new Map<string, number>();

  constructor(valueOf: ValueOf) {
    this.#valueOf = valueOf;
  }

  /** The candidate to ask at `now` (monotonic ms), or null when nothing is worth a slot. */
  choose(
    candidates: readonly Candidate[],
    recordOf: (key: string) => PollRecord | undefined,
    now: number,
  ): Candidate | null {
    let best: Candidate | null = null;
    let bestValue = 0;
    this.#weightSum = 0;
    this.#weights = new Map();
    for (const candidate of candidates) {
      this.#weightSum += candidate.weight;
      this.#weights.set(candidate.key, candidate.weight);
      const record = recordOf(candidate.key) ?? NO_RECORD;
      if (record.inFlight || record.notBefore > now) continue;
      const value = this.#valueOf(candidate, now);
      if (value <= bestValue) continue;
      best = candidate;
      bestValue = value;
    }
    return best;
  }

  /**
   * Ms after which the plan expects to ask `key` again, when a slot comes every `interval` ms: between 2 s and 5 min;
   * the longest for a key that the plan does not hold.
   */
  plannedRefresh(key: string, interval: number): number {
    const weight = this.#weights.get(key);
    if (!weight) return LATEST_MS;
    return Math.min(Math.max((this.#weightSum / weight) * interval, SOONEST_MS), LATEST_MS);
  }
}
