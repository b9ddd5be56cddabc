import type {Candidate, PollRecord, Turns, ValueOf} from './candidate.js';
import {FIRST_SHARE} from './staleness-value.js';

/** Planned revisits are told between these, ms, whatever the arithmetic says. */
const SOONEST_MS = 2000;
const LATEST_MS = 5 * 60_000;

/** Decides which request gets the next slot: the one of largest value among those that may be asked now. */
export class Planner {
  readonly #valueOf: ValueOf;
  #turns: Turns = {
    first: Number.NEGATIVE_INFINITY,
    due: Number.NEGATIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
  };
  /** What a slot has been worth of late: a question is expected to be asked when it is worth as much. */
  #price = 0;
  /** Planned revisits worked out since the last choice, ms, by key: every cell of the screen asks. */
  readonly #planned = new Map<string, number>();
  #bestValue: number | null = null;
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
    this.#planned.clear();
    this.#weightSum = weightSum + (hasFirst ? FIRST_SHARE : 0);
    if (best && isFirst(best)) this.#turns = {...this.#turns, first: now};
    if (best?.due !== undefined) this.#turns = {...this.#turns, due: now};
    if (best) this.#turns = {...this.#turns, last: now};
    // A first look at a state is weighed like anything else; other first looks go before all values.
    const isWeighed = best?.value !== undefined && best.due === undefined && (best.knownAt !== null || isFirst(best));
    this.#bestValue = isWeighed ? bestValue : null;
    return best;
  }

  /** What the last choice was worth, to be handed to `paid`; null where it went before all values. */
  get bestValue(): number | null {
    return this.#bestValue;
  }

  /** A slot that went to something worth `value` was answered. While nothing is, what a slot is worth stands still. */
  paid(value: number | null): void {
    if (value === null) return;
    this.#price = this.#price === 0 ? value : this.#price + PRICE_STEP * (value - this.#price);
  }

  /**
   * Ms after which the plan expects to ask `key` again, when a slot comes every `interval` ms: between 2 s and 5 min,
   * or what the question itself plans; the longest for a key that the plan does not hold. `now`: monotonic ms, or
   * since when the plan stands still.
   */
  plannedRefresh(key: string, interval: number, now: number): number {
    this.#byKey ??= new Map(this.#candidates.map(candidate => [candidate.key, candidate]));
    const candidate = this.#byKey.get(key);
    if (!candidate) return this.#plannedByOthers(key, now);
    if (candidate.plannedMs !== undefined) return candidate.plannedMs;
    if (candidate.value && candidate.knownAt !== null) {
      const known = this.#planned.get(key) ?? this.#whenWorth(candidate, candidate.knownAt);
      this.#planned.set(key, known);
      return known;
    }
    return Math.min(Math.max((this.#weightSum / candidate.weight) * interval, SOONEST_MS), LATEST_MS);
  }

  #plannedByOthers(key: string, now: number): number {
    for (const {plannedFor} of this.#candidates) {
      const planned = plannedFor?.(key, now);
      if (planned !== undefined) return Math.min(Math.max(planned, SOONEST_MS), LATEST_MS);
    }
    return LATEST_MS;
  }

  /** Ms after which a question is worth what a slot is worth: values grow with age. */
  #whenWorth(candidate: Candidate, knownAt: number): number {
    const worth = (age: number) => candidate.value?.(knownAt + age) ?? 0;
    let soon = SOONEST_MS;
    let late = LATEST_MS;
    if (worth(late) <= this.#price) return late;
    while (late - soon > PLAN_EXACT_MS) {
      const middle = (soon + late) / 2;
      if (worth(middle) < this.#price) soon = middle;
      else late = middle;
    }
    return late;
  }
}

/** How much each slot changes what a slot is taken to be worth. */
const PRICE_STEP = 0.05;
/** Planned revisits are worked out to this, ms. */
const PLAN_EXACT_MS = 500;

/** An operation status never asked: these share slots instead of having an age. */
const isFirst = (candidate: Candidate): boolean =>
  candidate.kind === 'operation_status' && candidate.knownAt === null && candidate.due === undefined;
