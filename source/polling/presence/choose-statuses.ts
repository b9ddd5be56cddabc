import type {DoubtfulRows} from './doubtful-rows.js';

/** A set of places, and how many agents' shown presence asking about it is expected to put right (weighted). */
export type ChosenSet = {readonly inside: Uint8Array; readonly gain: number};

/** What a choice must respect. `askable`: places that a request can name. `countOf`: expected agents of a place. */
export type SetLimits = {
  readonly askable: readonly number[];
  readonly countOf: (place: number) => number;
  /** An answer of so many records or more may be cut off. */
  readonly mostRecords: number;
};

/** A better set must be better by this share: places that change nothing are not asked about. */
const BETTER = 1e-6;
/** Room for more agents than expected, in standard deviations. */
const DEVIATIONS = 3;
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
export function gainOf(rows: DoubtfulRows, inside: Uint8Array, {askable, countOf, mostRecords}: SetLimits): number {
  let count = 0;
  for (const place of askable) if (inside[place] === 1) count += countOf(place);
  if (count === 0 && !inside.includes(1)) return 0;
  const most = count + DEVIATIONS * Math.sqrt(count);
  return most < mostRecords ? wholeGain(rows, inside) : (mostRecords / most) * insideGain(rows, inside);
}

function wholeGain({size, count, chances}: DoubtfulRows, inside: Uint8Array): number {
  let gain = 0;
  for (let from = 0; from < count * size; from += size) {
    let largestIn = 0;
    let largestOut = 0;
    for (let place = 0; place < size; place += 1) {
      const chance = chances[from + place] ?? 0;
      if (inside[place] === 1) {
        if (chance > largestIn) largestIn = chance;
      } else if (chance > largestOut) largestOut = chance;
    }
    gain += largestIn < largestOut ? largestIn : largestOut;
  }
  return gain;
}

/** An answer that is cut off tells only of those in it. */
function insideGain({size, count, chances}: DoubtfulRows, inside: Uint8Array): number {
  let gain = 0;
  for (let from = 0; from < count * size; from += size) {
    let largestIn = 0;
    let largestOut = 0;
    for (let place = 0; place < size; place += 1) {
      const chance = chances[from + place] ?? 0;
      if (inside[place] === 1) {
        if (chance > largestIn) largestIn = chance;
      } else if (chance > largestOut) largestOut = chance;
    }
    if (largestOut > largestIn) gain += largestIn;
  }
  return gain;
}

/** Expected number of agents (weighted) that asking who has changed since the mark would put right. */
export function changeGain({size, count, chances, unchanged}: DoubtfulRows): number {
  let gain = 0;
  for (let from = 0; from < count * size; from += size) {
    let now = 0;
    let stayed = 0;
    let left = 0;
    for (let place = from; place < from + size; place += 1) {
      const chance = chances[place] ?? 0;
      const still = unchanged[place] ?? 0;
      if (chance > now) now = chance;
      if (still > stayed) stayed = still;
      if (chance - still > left) left = chance - still;
    }
    gain += stayed + left - now;
  }
  return gain;
}
