import type {BeliefRows} from '../../source/picture/presence/belief-rows.js';

/**
 * How many agents of `sample` an answer about `inside` would truly put right, and spoil: shown is the likeliest place,
 * before and after. Nobody can know that without knowing the truth. An answer that names more than `most` of the sample is
 * cut off: it tells nothing but where those are that it names.
 */
export function trueGain(
  rows: BeliefRows,
  truth: (id: number) => number,
  inside: Uint8Array,
  {sample, most}: {readonly sample: readonly number[]; readonly most: number},
): number {
  const isIn = (row: number) => inside[truth(rows.idOf(row))] === 1;
  const named = sample.filter(isIn);
  let gain = 0;
  for (const row of named.length < most ? sample : named.slice(0, most)) {
    const is = truth(rows.idOf(row));
    let before = 0;
    let after = -1;
    for (let place = 0; place < rows.size; place += 1) {
      if (rows.chance(row, place) > rows.chance(row, before)) before = place;
      if (inside[place] !== inside[is]) continue;
      if (after < 0 || rows.chance(row, place) > rows.chance(row, after)) after = place;
    }
    gain += (after === is ? 1 : 0) - (before === is ? 1 : 0);
  }
  return gain;
}

/** The best set by what is true, found as the product finds its own: adding and dropping one status at a time. */
export function trulyBest(
  rows: BeliefRows,
  truth: (id: number) => number,
  {statuses, mostRecords}: {readonly statuses: number; readonly mostRecords: number},
): {inside: Uint8Array; gain: number} {
  const inside = new Uint8Array(rows.size);
  const stride = Math.max(1, Math.floor(rows.count / 300));
  const sample = Array.from({length: Math.floor(rows.count / stride)}, (_, index) => index * stride);
  let gain = Number.NEGATIVE_INFINITY;
  for (;;) {
    let best = -1;
    for (let place = 0; place < statuses; place += 1) {
      inside[place] = inside[place] === 1 ? 0 : 1;
      const found = inside.includes(1)
        ? trueGain(rows, truth, inside, {sample, most: mostRecords / stride})
        : Number.NEGATIVE_INFINITY;
      inside[place] = inside[place] === 1 ? 0 : 1;
      if (found <= gain) continue;
      gain = found;
      best = place;
    }
    if (best < 0) return {inside, gain: gain * stride};
    inside[best] = inside[best] === 1 ? 0 : 1;
  }
}
