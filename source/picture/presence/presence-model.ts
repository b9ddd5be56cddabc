import {jumpMatrix, type Matrix} from './jump-matrix.js';
import {habitOf, UNLISTED} from './status-habits.js';
import type {StatusList} from './status-list.js';

/** Changes seen from each status to each other (`jumps`, row by row) and ms spent in each (`spent`); fractions count. */
export type Seen = {readonly jumps: Float64Array; readonly spent: Float64Array};

export const nothingSeen = (size: number): Seen => ({
  jumps: new Float64Array(size * size),
  spent: new Float64Array(size),
});

/** What is assumed weighs as much as so many changes seen. */
const ASSUMED_JUMPS = 4;
/** Rates are made anew when the gap differs by more than this, ms: answers come at nearly equal gaps. */
const SAME_GAP_MS = 0.5;
/** Gaps of one to a few slots come again and again; so many matrices are kept. */
const MATRICES_KEPT = 32;

/**
 * How agents of a tenant move between statuses: a Markov process in continuous time, one place per status of the profile
 * and a last one for all others. It starts from habits of contact centres and learns from what was seen.
 */
export class PresenceModel {
  /** Places: the listed statuses and one more. */
  readonly size: number;
  readonly #assumed: Seen;
  #rates: Matrix;
  #within = new Map<number, Matrix>();
  #resting: Float64Array | null = null;
  #version = 0;
  #isKnown = false;

  constructor(statuses: StatusList) {
    this.size = statuses.all.length + 1;
    this.#assumed = assumed(statuses);
    this.#rates = ratesOf(this.#assumed, this.size);
  }

  /** Counts up whenever the rates change. */
  get version(): number {
    return this.#version;
  }

  /** Changes per ms from each place to each other; the diagonal is minus the sum of its row. Not to be written to. */
  get rates(): Matrix {
    return this.#rates;
  }

  /** How often who is in a place leaves it, per ms. */
  leaving(place: number): number {
    return -(this.#rates[place * this.size + place] ?? 0);
  }

  /** Chance for each place of not leaving it for `ms`. */
  staying(ms: number): Float64Array {
    return Float64Array.from({length: this.size}, (_, place) => Math.exp(-ms * this.leaving(place)));
  }

  /** The rates now rest on what was assumed and on `seen`; unless they are known. */
  learn(seen: Seen): void {
    if (this.#isKnown) return;
    const {jumps, spent} = this.#assumed;
    this.#rates = ratesOf(
      {
        jumps: jumps.map((count, index) => count + (seen.jumps[index] ?? 0)),
        spent: spent.map((ms, index) => ms + (seen.spent[index] ?? 0)),
      },
      this.size,
    );
    this.#ratesChanged();
  }

  /** Takes rates that are known to be true, as of a simulated floor; nothing is learned from then on. */
  know(rates: Matrix): void {
    this.#isKnown = true;
    this.#rates = rates;
    this.#ratesChanged();
  }

  #ratesChanged(): void {
    this.#within = new Map();
    this.#resting = null;
    this.#version += 1;
  }

  /** Chances of being in each place after `ms`, row by row of where one is now. Not to be written to. */
  within(ms: number): Matrix {
    const gap = Math.round(ms / SAME_GAP_MS);
    const known = this.#within.get(gap);
    if (known) return known;
    if (this.#within.size >= MATRICES_KEPT) this.#within.clear();
    const made = jumpMatrix(this.#rates, this.size, gap * SAME_GAP_MS);
    this.#within.set(gap, made);
    return made;
  }

  /** Where agents of whom nothing is known are, in the long run: chances that add up to 1. Not to be written to. */
  restingChances(): Float64Array {
    this.#resting ??= this.#findResting();
    return this.#resting;
  }

  #findResting(): Float64Array {
    const {size} = this;
    const long = jumpMatrix(this.#rates, size, LONG_MS);
    const chances = new Float64Array(size);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) chances[j] = (chances[j] ?? 0) + at(long, i * size + j) / size;
    // Which floor this is, and at what time of day, is not known: half of it is left open.
    const open = size - 1 + UNLISTED_PLACE;
    return chances.map((chance, place) => {
      const share = (place === size - 1 ? UNLISTED_PLACE : 1) / open;
      return GUESSED * share + (1 - GUESSED) * chance;
    });
  }
}

/** The share of a first guess that says nothing. */
const GUESSED = 0.5;
/** How likely statuses that are not listed are in it, against each listed one. */
const UNLISTED_PLACE = 0.25;
/** Far beyond the longest usual stay: where somebody was no longer matters. */
const LONG_MS = 10 * 14_400_000;

function assumed(statuses: StatusList): Seen {
  const size = statuses.all.length + 1;
  const habits = [...statuses.all.map(({name}) => habitOf(name)), UNLISTED];
  const seen = nothingSeen(size);
  const places = new Map(statuses.all.map(({name}, index) => [name.toLowerCase(), index]));
  const entered = habits.reduce((sum, habit) => sum + habit.entered, 0);
  for (const [i, habit] of habits.entries()) {
    seen.spent[i] = ASSUMED_JUMPS * habit.stay * 1000;
    let rest = 1;
    for (const [name, share] of Object.entries(habit.next ?? {})) {
      const j = places.get(name);
      if (j === undefined || j === i) continue;
      seen.jumps[i * size + j] = ASSUMED_JUMPS * share;
      rest -= share;
    }
    const others = Math.max(1e-9, entered - habit.entered);
    for (const [j, other] of habits.entries()) {
      if (j === i) continue;
      const place = i * size + j;
      seen.jumps[place] = at(seen.jumps, place) + (ASSUMED_JUMPS * rest * other.entered) / others;
    }
  }
  return seen;
}

function ratesOf({jumps, spent}: Seen, size: number): Matrix {
  const rates = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    let leaving = 0;
    for (let j = 0; j < size; j += 1) {
      if (j === i) continue;
      const rate = at(jumps, i * size + j) / Math.max(1, at(spent, i));
      rates[i * size + j] = rate;
      leaving += rate;
    }
    rates[i * size + i] = -leaving;
  }
  return rates;
}

/** Reads a place that is known to exist. */
const at = (list: Float64Array, index: number): number => list[index] ?? 0;
