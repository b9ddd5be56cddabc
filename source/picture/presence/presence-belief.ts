import type {Stamp} from '../../lib/clock.js';
import {BeliefRows} from './belief-rows.js';
import type {PresenceModel} from './presence-model.js';
import type {StatusList} from './status-list.js';

/** An answer can be wrong for an agent who changed while it was made. */
const ODD_ANSWER = 0.001;
/** What an answer about the flag `wrap_up` says of the status is taken less literally: the two need not be one. */
export const FLAG_ODD_ANSWER = 0.03;
/** A first status is shown when it is so likely: after an answer that the agent is in one of a few, or not in some. */
const TOLD_IN = 0.5;
const TOLD_OUT = 0.7;
/** Nothing is ever quite impossible: a chance of exactly 0 could not be raised by any evidence. */
const LEAST = 1e-9;

/** What a request told of every agent: whether each is in one of some statuses. Made once per answer by `evidence`. */
export type Evidence = {readonly inside: Uint8Array; readonly askedAt: number; readonly odd: number};

/** What a request told of who has changed. `newest`: what was certain after this (monotonic ms) is newer than the answer. */
export type ChangeEvidence = {readonly before: Float64Array; readonly newest: number};

/**
 * What the console believes of each agent's presence: a chance for every status, and one for "none of these". Each answer
 * of `/users?status_id[]=…` tells one bit per agent; between answers the belief spreads as the model says agents move, so
 * that old evidence stops looking certain. This is the forward filter of a hidden Markov model (Rabiner, Proc. IEEE 77(2),
 * 1989) that knows exactly when it looks. All agents are kept at one time, in one array.
 */
export class PresenceBelief {
  readonly rows: BeliefRows;
  readonly #model: PresenceModel;
  readonly #ids: readonly (number | null)[];
  readonly #places: ReadonlyMap<number, number>;
  #at: Stamp | null = null;
  #anchor: Stamp | null = null;
  /** Whether any answer was ever cut off. */
  hasBeenCut = false;

  constructor(statuses: StatusList, model: PresenceModel) {
    this.#model = model;
    this.#ids = [...statuses.all.map(status => status.id), null];
    this.#places = new Map(statuses.all.map((status, index) => [status.id, index]));
    this.rows = new BeliefRows(model.size);
  }

  /** Since when `unchanged` counts; null before the first mark. */
  get anchor(): Stamp | null {
    return this.#anchor;
  }

  /** The place of a status in a row; that of all unlisted ones when it is not listed. */
  placeOf(statusId: number | null): number {
    return (statusId === null ? undefined : this.#places.get(statusId)) ?? this.#ids.length - 1;
  }

  /** The likeliest status at `now`; null when nothing is known, or when it is none of the listed ones (`isUnlisted`). */
  mostLikely(agentId: number, now: Stamp): {statusId: number | null; confidence: number; isUnlisted: boolean} {
    const row = this.rows.rowOf(agentId);
    if (row === undefined || !this.rows.isTold(row)) return NOTHING;
    this.advance(now);
    const place = this.rows.likeliest(row);
    const statusId = this.#ids[place] ?? null;
    const confidence = this.rows.chance(row, place);
    return {statusId, confidence, isUnlisted: statusId === null};
  }

  /** Chance that the agent is in `statusId` now. */
  chanceOf(agentId: number, statusId: number, now: Stamp): number {
    const row = this.rows.rowOf(agentId);
    const place = this.#places.get(statusId);
    if (row === undefined || place === undefined) return 0;
    this.advance(now);
    return this.rows.chance(row, place);
  }

  /** How many agents are expected to be in a status that is not listed. */
  get unlisted(): number {
    let sum = 0;
    for (let row = 0; row < this.rows.count; row += 1) sum += this.rows.chance(row, this.rows.size - 1);
    return sum;
  }

  /** Moves everybody on to `now`. The larger of both clocks counts: the monotonic one stands still while a laptop sleeps. */
  advance(now: Stamp): void {
    const before = this.#at;
    if (before === null) {
      this.#at = now;
      return;
    }
    const ms = Math.max(now.mono - before.mono, now.wall - before.wall);
    if (ms <= 0) return;
    this.rows.spread(this.#model.within(ms), this.#model.staying(ms));
    this.#at = now;
  }

  /** Ms since everybody was moved on last. */
  behind(now: Stamp): number {
    return this.#at === null ? 0 : Math.max(0, now.mono - this.#at.mono, now.wall - this.#at.wall);
  }

  /** From `now` on `unchanged` tells the chance of having stayed where one was: for a question about who has changed. */
  mark(now: Stamp): void {
    this.advance(now);
    this.rows.mark();
    this.#anchor = now;
  }

  /** What an answer about `statusIds`, asked for at `askedAt` (monotonic ms) and arrived at `now`, can tell of any agent. */
  evidence(statusIds: readonly number[], askedAt: number, now: Stamp, odd = ODD_ANSWER): Evidence {
    this.advance(now);
    const inside = new Uint8Array(this.#ids.length);
    for (const id of statusIds) {
      const place = this.#places.get(id);
      if (place !== undefined) inside[place] = 1;
    }
    return {inside, askedAt, odd};
  }

  /**
   * The answer said whether the agent is in one of its statuses. What an action's answer has told since it was asked for
   * is newer and stays. Returns whether the answer counted.
   */
  weigh(agentId: number, {inside, askedAt, odd}: Evidence, isIn: boolean): boolean {
    const row = this.#rowOf(agentId);
    if (this.rows.certainAt(row) > askedAt) return false;
    const fits = isIn ? 1 : 0;
    this.rows.weigh(row, place => (inside[place] === fits ? 1 : odd), LEAST);
    // Where somebody is not says something only when few places are left.
    if (this.rows.chance(row, this.rows.likeliest(row)) > (isIn ? TOLD_IN : TOLD_OUT)) this.rows.setTold(row);
    return true;
  }

  /** These agents were in an answer that was cut off; the same come in the next one. */
  reached(agentIds: Iterable<number>): void {
    for (const id of agentIds) {
      const row = this.rows.rowOf(id);
      if (row !== undefined) this.rows.setReached(row);
    }
    this.hasBeenCut = true;
  }

  /**
   * What an answer about who has changed since the mark, or up to `marginMs` before it (the two clocks are not quite one),
   * can tell of any agent.
   */
  changeEvidence(marginMs: number, askedAt: number, now: Stamp): ChangeEvidence {
    this.advance(now);
    return {before: this.#model.staying(marginMs), newest: Math.min(askedAt, this.#anchor?.mono ?? askedAt)};
  }

  /** The answer said whether the agent has changed. Returns whether it counted. */
  weighChange(agentId: number, {before, newest}: ChangeEvidence, hasChanged: boolean): boolean {
    const row = this.rows.rowOf(agentId);
    if (row === undefined || this.rows.certainAt(row) > newest) return false;
    this.rows.weighChange(row, hasChanged, before, LEAST);
    return true;
  }

  /** Certain knowledge: an action's answer named the status. Null: a status that is not listed. */
  know(agentId: number, statusId: number | null, now: Stamp): void {
    this.advance(now);
    this.rows.know(this.#rowOf(agentId), this.placeOf(statusId), now.mono);
  }

  /** An agent of whom nothing is known yet, unless something is. */
  add(agentId: number): void {
    this.#rowOf(agentId);
  }

  forget(agentId: number): void {
    this.rows.remove(agentId);
  }

  #rowOf(agentId: number): number {
    return this.rows.rowOf(agentId) ?? this.rows.add(agentId, this.#model.restingChances());
  }
}

const NOTHING = {statusId: null, confidence: 0, isUnlisted: false};
