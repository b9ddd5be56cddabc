/** A seeded source of chance. Two sources with the same seed give the same sequence on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [from, to). */
  readonly between: (from: number, to: number) => number;
  /** Whole number in [0, below). */
  readonly below: (below: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One element; throws on an empty list. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One value, by its weight; throws on an empty list. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T;
  /** Exponentially distributed, with this mean. */
  readonly exponential: (mean: number) => number;
  /** Log-normally distributed, with this mean (not median) and this sigma of the logarithm. */
  readonly logNormal: (mean: number, sigma: number) => number;
  /** A new source that goes its own way from here. */
  readonly fork: () => Random;
};

/** Makes a source from a seed; any finite number will do. */
export function createRandom(seed: number): Random {
  // Mulberry32: 32 bits of state, good enough for a floor and the same in every engine.
  let state = (Math.trunc(seed) ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    chance: probability => next() < probability,
    pick: list => elementAt(list, below(list.length)),
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return elementAt(list, list.length - 1)[0];
    },
    exponential: mean => -mean * Math.log(1 - next()),
    logNormal: (mean, sigma) => mean * Math.exp(sigma * normal() - (sigma * sigma) / 2),
    fork: () => createRandom(Math.floor(next() * 4_294_967_296)),
  };
}

/** The element at `index`, counted round and round; throws on an empty list. */
export function elementAt<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('Nothing to choose from: the list is empty');
  return found;
}
