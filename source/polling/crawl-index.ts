/** However rarely a value changes, being right for longer than this is not worth more, s: by then it is asked again. */
export const HORIZON_S = 300;

/**
 * What asking again about one cell is worth, in cells put right times the seconds for which that lasts: the cell was last
 * known `ageS` seconds ago, and has been expected to change `changes` times since. It is the chance of being wrong times
 * the mean time for which it would have been: (1 - (1 + x) e^-x) / rate with x = `changes` and rate = x / age. Giving each
 * slot to the largest is the policy of Azar, Horvitz, Lubetzky, Peres and Shahaf (PNAS 115(32), 2018), which keeps as many
 * cells right as this number of requests can.
 */
export function crawlIndex(ageS: number, changes: number): number {
  if (changes <= 0 || ageS <= 0) return 0;
  // For small x the difference would be lost in rounding: x²/2 - x³/3.
  const put = changes < 1e-3 ? changes * changes * (0.5 - changes / 3) : 1 - (1 + changes) * Math.exp(-changes);
  return Math.min(put * HORIZON_S, (put * ageS) / changes);
}

/** Chance that a cell has changed when so many changes were to be expected. */
export const chanceChanged = (changes: number): number => -Math.expm1(-changes);
