import type {GridShape} from './grid-shape.js';

/** The chance of trying a turn whose place is another's or nobody's: at first, and at most. */
const FIRST_TRIES = 0.9;
const MOST_TRIES = 0.9;
const MORE_AFTER_WIN = 3;
const LESS_AFTER_LOSS = 0.5;
/** Who holds everything tries this share of the turns that are left; who holds less, less in proportion. */
const TRIES_OF_A_HOLDER = 0.08;
/** Who holds nothing goes on trying this share. */
const TRIES_OF_NOBODY = 0.25;
/** What was decided about turns that are over is forgotten after so many. */
const REMEMBERED = 4;

/**
 * The places of the frame that this console holds, and its tries at others. A place is held from the first turn that was
 * won there until one is lost. Tries double with a win, as there is more to be had, and halve with a loss, down to a
 * share that keeps the refusals of all consoles together near 2 %, however many they are.
 */
export class HeldPlaces {
  readonly #shape: GridShape;
  readonly #random: () => number;
  readonly #held: Uint8Array;
  readonly #tries = new Map<number, boolean>();
  #count = 0;
  #chance = FIRST_TRIES;
  /** A turn was won since all began. */
  #hasWon = false;

  /** `random` gives numbers in [0, 1). */
  constructor(shape: GridShape, random: () => number) {
    this.#shape = shape;
    this.#random = random;
    this.#held = new Uint8Array(shape.places);
  }

  get count(): number {
    return this.#count;
  }

  holds(turn: number): boolean {
    return this.#held[this.#shape.placeOf(turn)] === 1;
  }

  /** Whether this console sends in `turn`; decided once. */
  goes(turn: number): boolean {
    if (this.holds(turn)) return true;
    let tries = this.#tries.get(turn);
    if (tries === undefined) {
      tries = this.#isNewcomers(turn) || this.#random() < this.#chance;
      this.#tries.set(turn, tries);
    }
    return tries;
  }

  /** When this console's requests of `turn` begin, in the tenant's time, ms: a try as one who held the place already. */
  startOf(turn: number): number {
    return this.#shape.startOf(turn) + this.#shape.offsetOf(this.holds(turn) ? this.#count : this.#count + 1);
  }

  /** The first request of `turn` was accepted. */
  won(turn: number): void {
    this.#hasWon = true;
    if (!this.holds(turn)) {
      this.take(turn);
      this.#chance = Math.min(MOST_TRIES, this.#chance * MORE_AFTER_WIN);
    }
    this.#forget(turn);
  }

  /** The first request of `turn` was refused. */
  lost(turn: number): void {
    if (this.holds(turn)) {
      this.#held[this.#shape.placeOf(turn)] = 0;
      this.#count -= 1;
    } else {
      this.#chance = Math.max(this.#least, this.#chance * LESS_AFTER_LOSS);
    }
    this.#forget(turn);
  }

  /** Holds the place of `turn`. */
  take(turn: number): void {
    this.#held[this.#shape.placeOf(turn)] = 1;
    this.#count += 1;
  }

  /** Holds every place: it was alone. */
  takeAll(): void {
    this.#held.fill(1);
    this.#count = this.#shape.places;
  }

  /** Holds nothing, and tries as one who has just come. */
  clear(): void {
    this.#held.fill(0);
    this.#count = 0;
    this.#chance = FIRST_TRIES;
    this.#hasWon = false;
    this.#tries.clear();
  }

  /** The first place of a frame is where who was alone leaves room. */
  #isNewcomers(turn: number): boolean {
    return this.#count === 0 && this.#shape.placeOf(turn) === 0;
  }

  /** What it holds may only come round a frame later: until a turn was won it is as good as nothing. */
  get #least(): number {
    return this.#count === 0 || !this.#hasWon
      ? TRIES_OF_NOBODY
      : (TRIES_OF_A_HOLDER * this.#count) / this.#shape.places;
  }

  /** What was decided for later turns was decided by a chance that has changed. */
  #forget(turn: number): void {
    for (const one of this.#tries.keys()) if (one > turn || one < turn - REMEMBERED) this.#tries.delete(one);
  }
}
