import type {Matrix} from './jump-matrix.js';

/** A chance below this is not carried on when beliefs spread. */
const NEGLIGIBLE = 1e-7;

/**
 * One row of chances per agent, all in one array: ten thousand agents are spread by one answer, many times a minute.
 * Beside each chance stands the part of it that has not changed since the last mark.
 */
export class BeliefRows {
  readonly size: number;
  #chances: Float64Array;
  #unchanged: Float64Array;
  #ids: Float64Array;
  #told: Uint8Array;
  #certain: Float64Array;
  #reached: Uint8Array;
  #count = 0;
  readonly #rows = new Map<number, number>();
  readonly #scratch: Float64Array;

  /** `size`: places of a row. */
  constructor(size: number) {
    this.size = size;
    this.#chances = new Float64Array(0);
    this.#unchanged = new Float64Array(0);
    this.#ids = new Float64Array(0);
    this.#told = new Uint8Array(0);
    this.#certain = new Float64Array(0);
    this.#reached = new Uint8Array(0);
    this.#scratch = new Float64Array(size);
  }

  get count(): number {
    return this.#count;
  }

  /** Chances of all rows, one after the other. Not to be written to, nor kept: rows move. */
  get chances(): Float64Array {
    return this.#chances;
  }

  /** The part of each chance that has not changed since the mark. Not to be written to, nor kept. */
  get unchanged(): Float64Array {
    return this.#unchanged;
  }

  rowOf(agentId: number): number | undefined {
    return this.#rows.get(agentId);
  }

  idOf(row: number): number {
    return at(this.#ids, row);
  }

  /** Adds an agent with these chances; returns its row. */
  add(agentId: number, chances: Float64Array): number {
    if (this.#count === this.#ids.length) this.#grow(Math.max(64, 2 * this.#count));
    const row = this.#count;
    this.#count += 1;
    this.#rows.set(agentId, row);
    this.#ids[row] = agentId;
    this.#told[row] = 0;
    this.#reached[row] = 0;
    this.#certain[row] = Number.NEGATIVE_INFINITY;
    this.#chances.set(chances, row * this.size);
    this.#unchanged.fill(0, row * this.size, (row + 1) * this.size);
    return row;
  }

  /** Takes an agent out; the last row moves into its place. */
  remove(agentId: number): void {
    const row = this.#rows.get(agentId);
    if (row === undefined) return;
    const last = this.#count - 1;
    const {size} = this;
    this.#chances.copyWithin(row * size, last * size, (last + 1) * size);
    this.#unchanged.copyWithin(row * size, last * size, (last + 1) * size);
    this.#told[row] = this.#told[last] ?? 0;
    this.#reached[row] = this.#reached[last] ?? 0;
    this.#certain[row] = at(this.#certain, last);
    const moved = at(this.#ids, last);
    this.#ids[row] = moved;
    this.#rows.set(moved, row);
    this.#rows.delete(agentId);
    this.#count = last;
  }

  chance(row: number, place: number): number {
    return at(this.#chances, row * this.size + place);
  }

  /** The place of the largest chance. */
  likeliest(row: number): number {
    const from = row * this.size;
    let best = 0;
    for (let place = 1; place < this.size; place += 1) {
      if (at(this.#chances, from + place) > at(this.#chances, from + best)) best = place;
    }
    return best;
  }

  isTold(row: number): boolean {
    return this.#told[row] === 1;
  }

  setTold(row: number): void {
    this.#told[row] = 1;
  }

  /** Whether the agent was in an answer that was cut off: it comes early in whatever order the tenant keeps. */
  isReached(row: number): boolean {
    return this.#reached[row] === 1;
  }

  setReached(row: number): void {
    this.#reached[row] = 1;
  }

  /** Monotonic ms at which the status was last known for certain. */
  certainAt(row: number): number {
    return at(this.#certain, row);
  }

  /** Moves every row on by a matrix of chances; `stays`: chance of not having left each place meanwhile. */
  spread(matrix: Matrix, stays: Float64Array): void {
    spreadRows(
      {size: this.size, count: this.#count, chances: this.#chances, unchanged: this.#unchanged},
      matrix,
      stays,
    );
  }

  /** From now on `unchanged` counts from here. */
  mark(): void {
    this.#unchanged.set(this.#chances);
  }

  /** Multiplies a row by how well each place explains an answer, and makes its sum 1 again. */
  weigh(row: number, fitOf: (place: number) => number, least: number): void {
    const from = row * this.size;
    let sum = 0;
    for (let place = 0; place < this.size; place += 1) {
      const fit = fitOf(place);
      const chance = Math.max(least, at(this.#chances, from + place)) * fit;
      this.#chances[from + place] = chance;
      this.#unchanged[from + place] = at(this.#unchanged, from + place) * fit;
      sum += chance;
    }
    this.#scale(row, sum);
  }

  /** Keeps what has changed since the mark, or what has not; `before`: chance of no change shortly before the mark. */
  weighChange(row: number, hasChanged: boolean, before: Float64Array, least: number): void {
    const from = row * this.size;
    let sum = 0;
    for (let place = 0; place < this.size; place += 1) {
      const stayed = at(this.#unchanged, from + place);
      const chance = at(this.#chances, from + place);
      const isStill = stayed * at(before, place);
      const kept = hasChanged ? chance - isStill : isStill;
      this.#scratch[place] = Math.max(least, kept);
      sum += at(this.#scratch, place);
    }
    // Neither explains the answer: a row added since the mark, or one that an action has changed. It tells nothing.
    if (sum <= 2 * least * this.size) return;
    this.#chances.set(this.#scratch, from);
    this.#scale(row, sum);
  }

  /** Expected share of the agents who have changed since the mark. */
  changedShare(): number {
    let still = 0;
    for (let place = 0; place < this.#count * this.size; place += 1) still += at(this.#unchanged, place);
    return this.#count > 0 ? 1 - still / this.#count : 0;
  }

  know(row: number, place: number, mono: number): void {
    const from = row * this.size;
    this.#chances.fill(0, from, from + this.size);
    this.#chances[from + place] = 1;
    this.#unchanged.fill(0, from, from + this.size);
    this.#certain[row] = mono;
    this.#told[row] = 1;
  }

  #scale(row: number, sum: number): void {
    const from = row * this.size;
    for (let place = from; place < from + this.size; place += 1) {
      this.#chances[place] = at(this.#chances, place) / sum;
      this.#unchanged[place] = at(this.#unchanged, place) / sum;
    }
  }

  #grow(room: number): void {
    this.#chances = enlarged(this.#chances, room * this.size);
    this.#unchanged = enlarged(this.#unchanged, room * this.size);
    this.#ids = enlarged(this.#ids, room);
    this.#certain = enlarged(this.#certain, room);
    this.#told = longer(this.#told, room);
    this.#reached = longer(this.#reached, room);
  }
}

/** Rows of chances in one array. */
export type Rows = {
  readonly size: number;
  readonly count: number;
  readonly chances: Float64Array;
  readonly unchanged: Float64Array;
};

/** Moves rows on by a matrix of chances, in place; `stays`: chance of not having left each place meanwhile. */
export function spreadRows({size, count, chances, unchanged}: Rows, matrix: Matrix, stays: Float64Array): void {
  const moved = new Float64Array(size);
  for (let from = 0; from < count * size; from += size) {
    moved.fill(0);
    for (let i = 0; i < size; i += 1) {
      const chance = chances[from + i] ?? 0;
      if (chance < NEGLIGIBLE) continue;
      const line = i * size;
      for (let j = 0; j < size; j += 1) moved[j] = (moved[j] ?? 0) + chance * (matrix[line + j] ?? 0);
    }
    for (let i = 0; i < size; i += 1) {
      chances[from + i] = moved[i] ?? 0;
      unchanged[from + i] = (unchanged[from + i] ?? 0) * (stays[i] ?? 0);
    }
  }
}

function enlarged(before: Float64Array, length: number): Float64Array {
  const after = new Float64Array(length);
  after.set(before);
  return after;
}

function longer(before: Uint8Array, length: number): Uint8Array {
  const after = new Uint8Array(length);
  after.set(before);
  return after;
}

/** Reads a place that is known to exist. */
const at = (list: Float64Array, index: number): number => list[index] ?? 0;
