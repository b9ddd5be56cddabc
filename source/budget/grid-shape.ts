/** Places in a frame. More would share more evenly, and take longer to share. */
const PLACES = 24;
/** A turn holds about so many ms of requests: long against what clocks differ by, short against an operator's patience. */
const TURN_MS = 4000;
/**
 * Room at the end of a turn, ms. It must hold what two consoles' clocks differ by and the whole range of `offsetOf`. Not a
 * whole part of a second, so that turns begin at ever other moments of it: that is how the tenant's clock is learned.
 */
const ROOM_MS = 351;
/** Two clocks that each are at most 20 ms wrong differ by so much. */
export const CLOCKS_DIFFER_MS = 40;
/** A console with twice as many places begins its turns so much later, ms. */
const LATER_PER_DOUBLING_MS = 45;
/** Shares that are even only on the whole are counted on by half. */
const LIKE_ONE_ANOTHER = 0.5;
/** Later than this, ms, a turn would lose its last request. */
const LATEST_START_MS = 180;

/**
 * The grid on which consoles that know nothing of one another share a tenant's requests. Time, the tenant's, since 1970, is
 * cut into turns of several requests and some room; a turn's place is its number modulo the places of a frame. Every
 * console works this out from the rate alone, so all have the same grid without a word between them.
 */
export class GridShape {
  /** Requests in a turn. */
  readonly requests: number;
  /** Length of a turn, ms. */
  readonly turnMs: number;
  readonly places = PLACES;
  readonly #spacing: number;

  /** `rate` in requests per second. */
  constructor(rate: number) {
    this.#spacing = 1000 / rate;
    this.requests = Math.max(1, Math.round(TURN_MS / this.#spacing));
    this.turnMs = this.requests * this.#spacing + ROOM_MS;
  }

  /** Length of a frame, ms. */
  get frameMs(): number {
    return this.turnMs * this.places;
  }

  /** The turn that is on at the tenant's time `at`. */
  turnAt(at: number): number {
    return Math.floor(at / this.turnMs);
  }

  startOf(turn: number): number {
    return turn * this.turnMs;
  }

  placeOf(turn: number): number {
    return turn % this.places;
  }

  /**
   * How long after a turn's start a console that holds so many places begins it, ms. Of two that want the same turn the
   * earlier gets it: so the poorer does, and shares even out, though nobody knows how many there are.
   */
  offsetOf(held: number): number {
    return Math.min(LATEST_START_MS, LATER_PER_DOUBLING_MS * Math.log2(Math.max(1, held)));
  }

  /**
   * The last moment of a turn at which a request leaves the next turn's first one its distance: most likely that will be
   * sent by one who holds about as many places, and begins as late.
   */
  latestOf(turn: number, held: number): number {
    return this.startOf(turn) + this.turnMs - this.#spacing - CLOCKS_DIFFER_MS + LIKE_ONE_ANOTHER * this.offsetOf(held);
  }
}
