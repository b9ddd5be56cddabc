import type {Candidate, PollRecord, Turns, ValueOf} from './candidate.js';
import {FIRST_SHARE} from './staleness-value.js';

/** Planned revisits are told between these, ms, whatever the arithmetic says. */
const SOONEST_MS = 2000;
const LATEST_MS = 5 * 60_000;

/** Decides which request gets the next slot: the one of largest value among those that may be asked now. */
export class Planner {
  readonly #valueOf: ValueOf;
  #turns: Turns = {first: Number.NEGATIVE_INFINITY, due: Number.NEGATIVE_INFINITY};
  #candidates: readonly Candidate[] = [];
  #weightSum = 0;
  /** By key, of `#candidates`; made when somebody asks. */
  #byKey: Map<string, Candidate> | null = null;

  constructor(value: ValueOf) {
    this.#valueOf = value;
  }

  /** The candidate to ask at `now` (monotonic ms), or null when nothing is worth a slot. It is taken to be asked. */
  choose(
    candidates: readonly Candidate[],
    recordOf: (key: string, candidate: Candidate) => PollRecord | undefined,
    now: number,
  ): Candidate | null {
    let best: Candidate | null = null;
    let bestValue = 0;
    let weightSum = 0;
    let hasFirst = false;
    for (const candidate of candidates) {
      const record = recordOf(candidate.key, candidate);
      const rests = record !== undefined && record.notBefore > now;
      if (!isFirst(candidate)) weightSum += candidate.due === undefined ? candidate.weight : 0;
      else if (!rests) hasFirst = true;
      if (rests || record?.inFlight) continue;
      const value = this.#valueOf(candidate, now, this.#turns);
      if (value <= bestValue) continue;
      best = candidate;
      bestValue = value;
    }
    this.#candidates = candidates;
    this.#byKey = null;
    this.#weightSum = weightSum + (hasFirst ? FIRST_SHARE : 0);
    if (best && isFirst(best)) this.#turns = {...this.#turns, first: now};
    if (best?.due !== undefined) this.#turns = {...this.#turns, due: now};
    return best;
  }

  /**
   * Ms after which the plan expects to ask `key` again, when a slot comes every `interval` ms: between 2 s and 5 min,
   * or what the question itself plans; the longest for a key that the plan does not hold.
   */
  plannedRefresh(key: string, interval: number): number {
    this.#byKey ??= new Map(this.#candidates.map(candidate => [candidate.key, candidate]));
    const candidate = this.#byKey.get(key);
    if (!candidate) return LATEST_MS;
    if (candidate.plannedMs !== undefined) return candidate.plannedMs;
    return Math.min(Math.max((this.#weightSum / candidate.weight) * interval, SOONEST_MS), LATEST_MS);
  }
}

/** An operation status never asked: these share slots instead of having an age. */
const isFirst = (candidate: Candidate): boolean =>
  candidate.kind === 'operation_status' && candidate.knownAt === null && candidate.due === undefined;
