import type {Stamp} from '../../lib/clock.js';
import type {Picture} from '../../picture/picture.js';
import type {AgentWeights} from './agent-weights.js';
import {changeGain, chooseStatuses, type SetLimits} from './choose-statuses.js';
import {type DoubtfulRows, doubtfulRows} from './doubtful-rows.js';

/** What the best presence question of a moment is. Values are in the unit of `crawlValue`. */
export type PresenceChoice = {
  readonly statusIds: readonly number[];
  /** The places of the set. */
  readonly inside: Uint8Array;
  readonly value: number;
  /** What asking who has changed since the mark is worth. */
  readonly changedValue: number;
  /** Agents (weighted) that the set is expected to put right. */
  readonly gain: number;
};

type Choosing = {
  readonly now: Stamp;
  readonly weights: AgentWeights;
  readonly turn: number;
  /** Places of each set whose answer is on its way. */
  readonly pending: readonly Uint8Array[];
  /** By how much a question about who has changed may reach back behind the mark, ms. */
  readonly marginMs: number;
  /** How much of what answers that are cut off promised they have held, 0 to 1. */
  readonly cutYield: number;
  /** A filtered answer of so many records is cut off. */
  readonly mostRecords: number;
  /** Statuses never asked about; each is asked by itself first where some may hold more than an answer. */
  readonly unseen: readonly number[];
};

/** What nobody can put right, such as members of statuses too large for an answer, must not make every question urgent, s. */
const LONGEST_S = 20;

/** Chooses what to ask about presence now. */
export function choosePresence(
  {belief, model, statuses}: Picture,
  {now, weights, turn, pending, marginMs, cutYield, mostRecords, unseen}: Choosing,
): PresenceChoice {
  const rows =
    belief.rows.count > 0
      ? doubtfulRows(belief.rows, weights, {turn, pending, behindMs: belief.behind(now), model})
      : oneUnknown(model.restingChances());
  const {countOf, wrong, leaving} = summary(belief.rows.count, rows, place => model.leaving(place));
  const askable = statuses.all.map((_, place) => place);
  const limits: SetLimits = {
    askable,
    countOf: place => countOf[place] ?? 0,
    mostRecords,
    hasBeenCut: belief.hasBeenCut,
    cutYield,
  };
  const first = belief.rows.count > mostRecords ? largestOf(unseen, statuses, countOf) : null;
  const {inside, gain} = first ?? chooseStatuses(rows, limits);
  const changed = pending.length > 0 ? 0 : changeGain(rows, model.staying(marginMs));
  // Being right lasts about as long as being wrong would have: half of what goes wrong between two looks is found by each.
  const lasts = (one: number) => Math.min(LONGEST_S, Math.max(0, wrong - one / 2) / Math.max(1e-9, leaving));
  return {
    statusIds: statuses.all.filter((_, place) => inside[place] === 1).map(status => status.id),
    inside,
    value: gain * lasts(gain),
    changedValue: changed * lasts(changed),
    gain,
  };
}

/**
 * The status of most expected agents of those never asked about. On a large tenant what sets of large statuses seem to tell is
 * cut off, and which are large is only known once each was asked about.
 */
function largestOf(
  unseen: readonly number[],
  statuses: Picture['statuses'],
  countOf: Float64Array,
): {readonly inside: Uint8Array; readonly gain: number} | null {
  let best = -1;
  for (const [place, {id}] of statuses.all.entries()) {
    if (unseen.includes(id) && (best < 0 || (countOf[place] ?? 0) > (countOf[best] ?? 0))) best = place;
  }
  if (best < 0) return null;
  return {inside: Uint8Array.from(statuses.all, (_, place) => (place === best ? 1 : 0)), gain: countOf[best] ?? 0};
}

/** Where no agents are known, presence answers are the way to find some. */
const oneUnknown = (chances: Float64Array): DoubtfulRows => ({
  size: chances.length,
  count: 1,
  chances,
  unchanged: new Float64Array(chances.length),
  reached: new Uint8Array(1),
});

/** Expected agents per place; and, weighted, how many are shown wrong and how many leave their status per second. */
function summary(
  agents: number,
  {size, count, chances}: DoubtfulRows,
  leavingOf: (place: number) => number,
): {readonly countOf: Float64Array; readonly wrong: number; readonly leaving: number} {
  const countOf = new Float64Array(size);
  let right = 0;
  let leaving = 0;
  let whole = 0;
  for (let from = 0; from < count * size; from += size) {
    let most = 0;
    for (let place = 0; place < size; place += 1) {
      const chance = chances[from + place] ?? 0;
      countOf[place] = (countOf[place] ?? 0) + chance;
      leaving += chance * leavingOf(place) * 1000;
      whole += chance;
      if (chance > most) most = chance;
    }
    right += most;
  }
  // The weights are those of looking, not of counting: shares of all agents are near enough.
  const share = whole > 0 ? agents / whole : 0;
  return {countOf: countOf.map(sum => sum * share), wrong: whole - right, leaving};
}
