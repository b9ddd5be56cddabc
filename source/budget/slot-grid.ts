import {CLOCKS_DIFFER_MS, GridShape} from './grid-shape.js';
import {HeldPlaces} from './held-places.js';
import {ServerMoment} from './server-moment.js';
import type {Passage} from './slot-gate.js';

/** So many refusals within one frame say that others ask too. */
const CONTESTED_FROM = 2;
/** Who was refused nothing for a turn, and for so many requests, was alone. */
const ALONE_FROM = 4;
/** The tenant's clock is known when it is bounded so closely, ms, or as closely as the line allows. */
const KNOWN_WITHIN_MS = 40;
const KNOWN_WITHIN_ROUND_TRIPS = 1.5;
/** On a line slower than this, ms, consoles cannot agree on turns. */
const LONGEST_ROUND_TRIP_MS = 100;
/** While the clock is being learned, slots move through the second by this share of their distance. */
const WANDER = 0.015;
/** A slot waits so much of their distance for a moment that tells more of the tenant's clock. */
const EASY_WAIT = 0.05;
/** Who is alone leaves room for newcomers as soon as the tenant's clock is bounded so closely, ms. */
const ROUGHLY_KNOWN_MS = 200;
const SECOND_MS = 1000;
/** Sums of large and small numbers are right to so much, ms. */
const ROUNDING_MS = 0.01;
/** Who holds nothing and lost so many turns more than it won has met somebody who keeps to no turns. */
const SEARCHES_FROM = 9;
/** Losses are counted up to this, and a turn that is won makes up for so many. */
const MOST_LOSSES = 24;
const LOSSES_PER_WIN = 3;
/** And a turn in which a searcher was accepted for so many: if it meets those who keep to turns after all, it becomes one of them. */
const LOSSES_PER_FIND = 1;
/** Then it asks at any moment, after one to so many more spacings. */
const SEARCH_PAUSE = 2;
/** How far the next turn is looked for, in frames. */
const FRAMES_AHEAD = 2;

/** How the tenant's requests are shared at present. */
export type Sharing = {
  /** Places of the frame that this console holds, of how many. */
  readonly held: number;
  readonly places: number;
};

/**
 * When may a console send that shares its tenant with others it knows nothing of? Alone it sends as it likes, and leaves
 * room for a newcomer once in a frame. Refusals show that it is not alone: from then on it sends in turns of the common
 * grid, in places that it holds or tries, until all of them have been its own for a whole frame. Times given and returned
 * are this console's monotonic ms.
 */
export class SlotGrid {
  readonly #shape: GridShape;
  readonly #spacing: number;
  readonly #random: () => number;
  readonly #places: HeldPlaces;
  readonly #moment = new ServerMoment();
  /** The last turn in each place in which a request was accepted. */
  readonly #acceptedIn: Float64Array;
  #refusedAt: number[] = [];
  /** Requests accepted since the last refusal; and so many had been before the refusals of this frame. */
  #acceptedInRow = 0;
  #acceptedBefore = 0;
  #isShared = false;
  /** The last turn whose first request was answered, the last one that was lost, and the one that is being used. */
  #judged = Number.NEGATIVE_INFINITY;
  #lost = Number.NEGATIVE_INFINITY;
  #begun = Number.NEGATIVE_INFINITY;
  /** The moment chosen for the next request, to learn the tenant's clock by. */
  #aim: number | null = null;
  /** Turns lost, less what was won; and when to ask next where somebody keeps to no turns. */
  #losses = 0;
  #searchesAt = Number.NEGATIVE_INFINITY;

  /** `rate` in requests per second; `random` gives numbers in [0, 1). */
  constructor(rate: number, random: () => number) {
    this.#spacing = 1000 / rate;
    this.#random = random;
    this.#shape = new GridShape(rate);
    this.#places = new HeldPlaces(this.#shape, random);
    this.#acceptedIn = new Float64Array(this.#shape.places).fill(Number.NEGATIVE_INFINITY);
  }

  /** How the requests are shared, or null while this console seems to be alone or cannot tell the tenant's time. */
  get sharing(): Sharing | null {
    return this.#isInTurns ? {held: this.#places.count, places: this.#shape.places} : null;
  }

  /** Ms from one slot of this console to its next, on the mean; null while it seems to be alone. */
  get pace(): number | null {
    if (!this.#isInTurns) return null;
    return this.#shape.frameMs / (this.#shape.requests * Math.max(1, this.#places.count));
  }

  /** What an answer's `Date` (ms since 1970) says of the tenant's clock; asked for and arrived at these monotonic ms. */
  told(date: number, sentAt: number, arrivedAt: number): void {
    this.#moment.told(date, sentAt, arrivedAt);
    this.#shareIfContested(arrivedAt);
  }

  /** The first moment from `from` on at which the grid lets this console send. */
  opensAt(from: number, passage: Passage): number {
    if (this.#isInTurns) return this.#inTurn(from, passage);
    if (passage === 'act' || !this.#canBeKnown) return from;
    if (!this.#isKnown) from = this.#atSecond(from, this.#isContested(from) ? SECOND_MS : EASY_WAIT * this.#spacing);
    return this.#moment.uncertainty > ROUGHLY_KNOWN_MS ? from : this.#besideNewcomers(from);
  }

  /** So much later, ms, should the next request follow, for its answer to tell more of the tenant's clock. */
  get wander(): number {
    return this.#canBeKnown && !this.#isKnown && !this.#isShared ? WANDER * this.#spacing : 0;
  }

  /** A request was sent that reached the tenant at `reachedAt` at the latest. */
  taken(reachedAt: number): void {
    this.#aim = null;
    if (this.#isInTurns) this.#begun = this.#turnOf(reachedAt - this.#moment.roundTrip);
  }

  /** The tenant took the request that left at `sentAt`. */
  accepted(sentAt: number): void {
    if (sentAt > (this.#refusedAt.at(-1) ?? Number.NEGATIVE_INFINITY)) this.#acceptedInRow += 1;
    if (!this.#isInTurns && !this.#isKnown) return;
    const turn = this.#turnOf(sentAt);
    this.#acceptedIn[this.#shape.placeOf(turn)] = turn;
    if (!this.#isShared) return;
    this.#searchesAt = Number.NEGATIVE_INFINITY;
    const goes = this.#places.goes(turn);
    if (turn <= this.#judged || !(goes || this.#isSearching)) return;
    this.#judged = turn;
    if (!goes) {
      this.#losses -= LOSSES_PER_FIND;
      return;
    }
    this.#losses = this.#places.holds(turn) ? 0 : Math.max(0, this.#losses - LOSSES_PER_WIN);
    this.#places.won(turn);
    const {places} = this.#shape;
    if (this.#places.count === places && turn - this.#lost > places) this.#isShared = false;
  }

  /** The tenant refused (429) the request that left at `sentAt`: somebody else came first. */
  refused(sentAt: number): void {
    this.#refusedAt = this.#refusedAt.filter(at => at > sentAt - this.#shape.frameMs);
    if (this.#refusedAt.length === 0) this.#acceptedBefore = this.#acceptedInRow;
    this.#acceptedInRow = 0;
    this.#refusedAt.push(sentAt);
    if (!this.#isInTurns && !this.#isKnown) return;
    const turn = this.#turnOf(sentAt);
    this.#searchesAt = sentAt + this.#spacing * (1 + SEARCH_PAUSE * this.#random());
    if (turn <= this.#judged || (this.#isShared && !this.#places.goes(turn))) return;
    this.#judged = turn;
    this.#lost = turn;
    this.#acceptedIn[this.#shape.placeOf(turn)] = Number.NEGATIVE_INFINITY;
    this.#losses = Math.min(MOST_LOSSES, this.#losses + 1);
    if (this.#isShared) this.#places.lost(turn);
    else this.#shareIfContested(sentAt);
  }

  get #isSearching(): boolean {
    return this.#places.count === 0 && this.#losses >= SEARCHES_FROM;
  }

  get #isInTurns(): boolean {
    return this.#isShared && this.#canBeKnown;
  }

  get #canBeKnown(): boolean {
    return this.#moment.roundTrip <= LONGEST_ROUND_TRIP_MS;
  }

  get #isKnown(): boolean {
    const {uncertainty, roundTrip} = this.#moment;
    return this.#canBeKnown && uncertainty <= Math.max(KNOWN_WITHIN_MS, KNOWN_WITHIN_ROUND_TRIPS * roundTrip);
  }

  get #oneWay(): number {
    return this.#moment.roundTrip / 2;
  }

  /** The tenant's time when a request arrives that is sent at `sentAt`. */
  #arrival(sentAt: number): number {
    return sentAt + this.#moment.ahead + this.#oneWay;
  }

  /** Our time at which to send what is to arrive at the tenant's time `at`. */
  #sendingOf(at: number): number {
    return at - this.#moment.ahead - this.#oneWay;
  }

  /** The turn that a request sent at `sentAt` belonged to: one that came a little early is of the turn that it was for. */
  #turnOf(sentAt: number): number {
    return this.#shape.turnAt(this.#arrival(sentAt) + CLOCKS_DIFFER_MS);
  }

  #isContested(now: number): boolean {
    return this.#refusedAt.filter(at => at > now - this.#shape.frameMs).length >= CONTESTED_FROM;
  }

  /** What this console has used lately it goes on holding: all of it, if it was refused nothing for a turn before this. */
  #shareIfContested(now: number): void {
    if (this.#isShared || !this.#isKnown || !this.#isContested(now)) return;
    this.#isShared = true;
    this.#places.clear();
    if (this.#acceptedBefore >= Math.max(ALONE_FROM, this.#shape.requests)) {
      this.#places.takeAll();
      return;
    }
    const turn = this.#turnOf(now);
    for (const last of this.#acceptedIn) if (last > turn - this.#shape.places) this.#places.take(last);
  }

  #inTurn(from: number, passage: Passage): number {
    if (!this.#isSearching) return this.#nextTurn(from, passage);
    return passage === 'act' ? from : Math.min(Math.max(from, this.#searchesAt), this.#nextTurn(from, passage));
  }

  #nextTurn(from: number, passage: Passage): number {
    const at = this.#arrival(from);
    const first = this.#shape.turnAt(at);
    const last = first + FRAMES_AHEAD * this.#shape.places;
    for (let turn = Math.max(first, this.#lost + 1); turn < last; turn += 1) {
      const isAct = passage === 'act';
      if (!isAct && !this.#places.goes(turn)) continue;
      const start = isAct ? this.#shape.startOf(turn) : this.#places.startOf(turn);
      if (at < start - ROUNDING_MS) return this.#sendingOf(start);
      const isOwn = this.#begun === turn || this.#places.holds(turn) || at <= start + CLOCKS_DIFFER_MS;
      if (isOwn && at <= this.#shape.latestOf(turn, this.#places.count)) return from;
    }
    return this.#sendingOf(this.#shape.startOf(last));
  }

  /** Out of the way of one who tries a frame's first moment, as all do who hold nothing yet. */
  #besideNewcomers(from: number): number {
    const at = this.#arrival(from);
    const {frameMs} = this.#shape;
    const astray = Math.max(CLOCKS_DIFFER_MS, this.#moment.uncertainty / 2);
    const start = Math.ceil((at - astray + ROUNDING_MS) / frameMs) * frameMs;
    return at > start - this.#spacing - astray ? this.#sendingOf(start + astray) : from;
  }

  /** So that the answer's `Date` halves what is not known of the tenant's clock, where that costs no more than `most` ms. */
  #atSecond(from: number, most: number): number {
    // Whoever wakes late for it goes at once: on a busy machine the next such moment might be missed as well.
    if (this.#aim !== null && from >= this.#aim - ROUNDING_MS) return from;
    const wait = SECOND_MS - (this.#arrival(from) % SECOND_MS);
    if (wait > most) return from;
    this.#aim = from + wait;
    return this.#aim;
  }
}
