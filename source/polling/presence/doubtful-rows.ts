import {type BeliefRows, type Rows, spreadRows} from '../../picture/presence/belief-rows.js';
import type {PresenceModel} from '../../picture/presence/presence-model.js';
import type {AgentWeights} from './agent-weights.js';

/** Beliefs to choose a question by: `count` rows of `size` chances each, already times the weight of their agent. */
export type DoubtfulRows = Rows & {
  /** Per row: 1 where an answer that is cut off would hold the agent. */
  readonly reached: Uint8Array;
};

/** So many agents stand for all where there are more: the cost of a choice must not grow with the tenant. */
export const SAMPLE = 400;
/** How a sample is taken. */
export type Sampling = {
  readonly turn: number;
  readonly pending: readonly Uint8Array[];
  readonly behindMs: number;
  readonly model: PresenceModel;
};

/**
 * The agents that a choice looks at: those that count more than usual, and of the others every so-manieth, each standing for
 * as many. `turn` makes it others each time. Each row is split by the answers that are still on their way, so that what
 * they will tell is not asked again: `pending` has the places of each. `behindMs`: how long ago the rows were moved on; only
 * the sample is moved on from there.
 */
export function doubtfulRows(
  rows: BeliefRows,
  weights: AgentWeights,
  {turn, pending, behindMs, model}: Sampling,
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
  const sample = {
    size,
    count: picked.length,
    chances: new Float64Array(picked.length * size),
    unchanged: new Float64Array(picked.length * size),
    reached: Uint8Array.from(picked, ({row}) => (rows.isReached(row) ? 1 : 0)),
  };
  for (const [index, {row, weight}] of picked.entries()) {
    const whole = index < before ? weight : standsFor * weights.usual;
    for (let place = 0; place < size; place += 1) {
      sample.chances[index * size + place] = whole * (rows.chances[row * size + place] ?? 0);
      sample.unchanged[index * size + place] = whole * (rows.unchanged[row * size + place] ?? 0);
    }
  }
  if (behindMs > 0) spreadRows(sample, model.within(behindMs), model.staying(behindMs));
  return pending.reduce(split, sample);
}

/** Each row in two: what is left of it on either side of an answer that is on its way. */
function split({size, count, chances, unchanged, reached}: DoubtfulRows, inside: Uint8Array): DoubtfulRows {
  const parts = {
    size,
    count: 2 * count,
    chances: new Float64Array(2 * count * size),
    unchanged: new Float64Array(2 * count * size),
    reached: Uint8Array.from({length: 2 * count}, (_, row) => reached[row >> 1] ?? 0),
  };
  for (let from = 0; from < count * size; from += size) {
    for (let place = 0; place < size; place += 1) {
      const to = 2 * from + (inside[place] === 1 ? size : 0) + place;
      parts.chances[to] = chances[from + place] ?? 0;
      parts.unchanged[to] = unchanged[from + place] ?? 0;
    }
  }
  return parts;
}
