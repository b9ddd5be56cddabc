import type {BeliefRows} from '../../picture/presence/belief-rows.js';

/** Beliefs to choose a question by: `count` rows of `size` chances each, already times the weight of their agent. */
export type DoubtfulRows = {
  readonly size: number;
  readonly count: number;
  readonly chances: Float64Array;
  /** The part of each chance that has not changed since the last mark. */
  readonly unchanged: Float64Array;
};

/** So many agents stand for all where there are more: the cost of a choice must not grow with the tenant. */
export const SAMPLE = 400;
/** How much an agent's presence counts, by id. */
export type AgentWeights = {readonly usual: number; readonly special: ReadonlyMap<number, number>};

/**
 * The agents that a choice looks at: those that count more than usual, and of the others every so-manieth, each standing for
 * as many. `turn` makes it others each time. Each row is split by the answers that are still on their way, so that what
 * they will tell is not asked again: `pending` has the places of each.
 */
export function doubtfulRows(
  rows: BeliefRows,
  weights: AgentWeights,
  {turn, pending}: {readonly turn: number; readonly pending: readonly Uint8Array[]},
): DoubtfulRows {
  const {size} = rows;
  const picked: {readonly row: number; readonly weight: number}[] = [];
  for (const [id, weight] of weights.special) {
    const row = rows.rowOf(id);
    if (row !== undefined && picked.length < SAMPLE) picked.push({row, weight});
  }
  const others = rows.count - picked.length;
  const stride = Math.max(1, Math.ceil(others / SAMPLE));
  const before = picked.length;
  for (let row = turn % stride; row < rows.count; row += stride) {
    if (!weights.special.has(rows.idOf(row))) picked.push({row, weight: 1});
  }
  const standsFor = others / Math.max(1, picked.length - before);
  const parts = 2 ** pending.length;
  const chances = new Float64Array(picked.length * parts * size);
  const unchanged = new Float64Array(picked.length * parts * size);
  for (const [index, {row, weight}] of picked.entries()) {
    const whole = index < before ? weight : standsFor * weights.usual;
    for (let place = 0; place < size; place += 1) {
      const part = pending.reduce((sum, inside, bit) => sum + ((inside[place] ?? 0) << bit), 0);
      const to = (index * parts + part) * size + place;
      chances[to] = whole * (rows.chances[row * size + place] ?? 0);
      unchanged[to] = whole * (rows.unchanged[row * size + place] ?? 0);
    }
  }
  return {size, count: picked.length * parts, chances, unchanged};
}
