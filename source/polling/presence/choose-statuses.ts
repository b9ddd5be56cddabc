import type {DoubtfulRows} from './doubtful-rows.js';

/** A set of places, and how many agents' shown presence asking about it is expected to put right (weighted). */
export type ChosenSet = {readonly inside: Uint8Array; readonly gain: number};

/** What a choice must respect. `askable`: places that a request can name. `countOf`: expected agents of a place. */
export type SetLimits = {
  readonly askable: readonly number[];
  readonly countOf: (place: number) => number;
  /** An answer of so many records or more may be cut off. */
  readonly mostRecords: number;
  /** Whether an answer has been cut off before, so that it is known who comes in one. */
  readonly hasBeenCut: boolean;
  /** How much of what answers that are cut off promised they have held, 0 to 1. */
  readonly cutYield: number;
};

/** A better set must be better by this share: places that change nothing are not asked about. */
const BETTER = 1e-6;
/** Room for more agents than expected, in standard deviations. */
const DEVIATIONS = 3;
/** Once it is known who comes in an answer that is cut off, others do with this chance. */
const SELDOM_REACHED = 0.01;
/** Adding and dropping ends after so many steps, if it has not ended by itself. */
const MOST_STEPS = 24;

/**
 * The set whose one-bit answer is expected to put most right: before it the likeliest status is shown, after it the
 * likeliest of those on the side that the answer names. All sets are too many (2^K); from the best single status one place
 * is added or dropped as long as that helps.
 */
export function chooseStatuses(rows: DoubtfulRows, limits: SetLimits): ChosenSet {
  const inside = new Uint8Array(rows.size);
  let gain = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let best = -1;
    let bestGain = gain;
    for (const place of limits.askable) {
      inside[place] = inside[place] === 1 ? 0 : 1;
      const found = gainOf(rows, inside, limits);
      inside[place] = inside[place] === 1 ? 0 : 1;
      if (found <= bestGain + BETTER * Math.abs(bestGain)) continue;
      best = place;
      bestGain = found;
    }
    if (best < 0) break;
    inside[best] = inside[best] === 1 ? 0 : 1;
    gain = bestGain;
  }
  return {inside, gain};
}

/** Expected number of agents (weighted) that an answer about these places would put right. */
export function gainOf(rows: DoubtfulRows, inside: Uint8Array, limits: SetLimits): number {
  const {askable, countOf, mostRecords, hasBeenCut, cutYield} = limits;
  let count = 0;
  for (const place of askable) if (inside[place] === 1) count += countOf(place);
  if (count === 0 && !inside.includes(1)) return 0;
  const most = count + DEVIATIONS * Math.sqrt(count);
  if (most < mostRecords) return settled(rows, inside, null);
  // An answer that is cut off tells only of those in it.
  return cutYield * settled(rows, inside, hasBeenCut ? SELDOM_REACHED : mostRecords / most);
}

/**
 * `others`: null for a whole answer, which also tells who is not in it; else the chance that one who never came in an answer
 * that was cut off comes in this one.
 */
function settled({size, count, chances, reached}: DoubtfulRows, inside: Uint8Array, others: number | null): number {
  let gain = 0;
  for (let row = 0; row < count; row += 1) {
    const from = row * size;
    let largestIn = 0;
    let largestOut = 0;
    for (let place = 0; place < size; place += 1) {
      const chance = chances[from + place] ?? 0;
      if (inside[place] === 1) {
        if (chance > largestIn) largestIn = chance;
      } else if (chance > largestOut) largestOut = chance;
    }
    if (largestIn < largestOut) gain += others === null || reached[row] === 1 ? largestIn : largestIn * others;
    else if (others === null) gain += largestOut;
  }
  return gain;
}

/**
 * Expected number of agents (weighted) that asking who has changed since the mark would put right. `before`: chance per
 * place of no change in the time by which the question may reach back behind the mark.
 */
export function changeGain({size, count, chances, unchanged}: DoubtfulRows, before: Float64Array): number {
  let gain = 0;
  for (let from = 0; from < count * size; from += size) {
    let now = 0;
    let stayed = 0;
    let left = 0;
    for (let place = 0; place < size; place += 1) {
      const chance = chances[from + place] ?? 0;
      const still = (unchanged[from + place] ?? 0) * (before[place] ?? 0);
      if (chance > now) now = chance;
      if (still > stayed) stayed = still;
      if (chance - still > left) left = chance - still;
    }
    gain += stayed + left - now;
  }
  return gain;
}
