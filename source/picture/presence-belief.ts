import type {Stamp} from '../lib/clock.js';
import type {StatusList} from './status-list.js';

/** `at`: up to when the chances are spread; `certainAt`: when an action's answer last named the status (mono ms). */
type Belief = {readonly chances: Float64Array; at: Stamp; told: boolean; certainAt: number};

/** An answer can be wrong for an agent who changed while it was made. */
const ODD_ANSWER = 0.002;
/** Nothing is ever quite impossible: a chance of exactly 0 could not be raised by any evidence. */
const LEAST = 1e-9;

/** How likely an agent is at first in a status that is not listed, against each listed one. */
const UNLISTED = 0.25;

/** Which statuses an answer was about, made once per answer by `evidence`. */
export type Evidence = {readonly inside: Uint8Array; readonly askedAt: number; readonly now: Stamp};

/**
 * What the console believes of each agent's presence: a chance for every status, and one for "none of these". Each
 * answer of `/users?status_id[]=…` tells one bit per agent; between answers the belief spreads by how long a status
 * usually lasts, so that old evidence stops looking certain.
 */
export class PresenceBelief {
  readonly #stay: Float64Array;
  readonly #entered: Float64Array;
  readonly #index: ReadonlyMap<number, number>;
  readonly #ids: readonly (number | null)[];
  /** Per status: the share of those who leave it that each unit of `entered` elsewhere draws. */
  readonly #drawn: Float64Array;
  readonly #left: Float64Array;
  /** Share of each status that leaves it within `#elapsed` ms. */
  readonly #leaving: Float64Array;
  #elapsed = 0;
  readonly #agents = new Map<number, Belief>();

  constructor(statuses: StatusList) {
    // The last place stands for every status that is not listed.
    this.#stay = Float64Array.from([...statuses.all.map(status => status.stayMs), 900_000]);
    this.#entered = Float64Array.from([...statuses.all.map(status => status.entered), 0.05]);
    const enteredSum = this.#entered.reduce((sum, weight) => sum + weight, 0);
    this.#drawn = this.#entered.map(weight => 1 / (enteredSum - weight));
    this.#left = new Float64Array(this.#entered.length);
    this.#leaving = new Float64Array(this.#entered.length);
    this.#ids = [...statuses.all.map(status => status.id), null];
    this.#index = new Map(statuses.all.map((status, index) => [status.id, index]));
  }

  /** The likeliest status at `now`; null when nothing is known, or when it is none of the listed ones. */
  mostLikely(agentId: number, now: Stamp): {statusId: number | null; confidence: number} {
    const agent = this.#agents.get(agentId);
    if (!agent?.told) return {statusId: null, confidence: 0};
    this.#spread(agent, now);
    let best = 0;
    for (let index = 1; index < agent.chances.length; index += 1) {
      if (at(agent.chances, index) > at(agent.chances, best)) best = index;
    }
    const statusId = this.#ids[best] ?? null;
    return statusId === null ? {statusId: null, confidence: 0} : {statusId, confidence: at(agent.chances, best)};
  }

  /** Chance that the agent is in `statusId` now. */
  chanceOf(agentId: number, statusId: number, now: Stamp): number {
    const agent = this.#agents.get(agentId);
    const index = this.#index.get(statusId);
    if (!agent || index === undefined) return 0;
    this.#spread(agent, now);
    return at(agent.chances, index);
  }

  /** What an answer about `statusIds`, asked for at `askedAt` (monotonic ms) and arrived at `now`, can tell of any agent. */
  evidence(statusIds: readonly number[], askedAt: number, now: Stamp): Evidence {
    const inside = new Uint8Array(this.#ids.length);
    for (const id of statusIds) {
      const index = this.#index.get(id);
      if (index !== undefined) inside[index] = 1;
    }
    return {inside, askedAt, now};
  }

  /**
   * The answer said whether the agent is in one of its statuses. What an action's answer has told since it was asked for
   * is newer and stays. Returns whether the answer counted.
   */
  weigh(agentId: number, {inside, askedAt, now}: Evidence, isIn: boolean): boolean {
    const agent = this.#of(agentId, now);
    if (agent.certainAt > askedAt) return false;
    this.#spread(agent, now);
    const {chances} = agent;
    const fits = isIn ? 1 : 0;
    let sum = 0;
    for (let index = 0; index < chances.length; index += 1) {
      const chance = Math.max(LEAST, at(chances, index)) * (inside[index] === fits ? 1 : ODD_ANSWER);
      chances[index] = chance;
      sum += chance;
    }
    let largest = 0;
    for (let index = 0; index < chances.length; index += 1) {
      const chance = at(chances, index) / sum;
      chances[index] = chance;
      if (chance > largest) largest = chance;
    }
    // Where somebody is not says something only when few places are left.
    agent.told = agent.told || isIn || largest > 0.5;
    return true;
  }

  /** Certain knowledge: an action's answer named the status. Null: a status that is not listed. */
  know(agentId: number, statusId: number | null, now: Stamp): void {
    const agent = this.#of(agentId, now);
    const index = statusId === null ? this.#ids.length - 1 : (this.#index.get(statusId) ?? this.#ids.length - 1);
    agent.chances.fill(0);
    agent.chances[index] = 1;
    agent.at = now;
    agent.certainAt = now.mono;
    agent.told = true;
  }

  forget(agentId: number): void {
    this.#agents.delete(agentId);
  }

  #of(agentId: number, now: Stamp) {
    const known = this.#agents.get(agentId);
    if (known) return known;
    const whole = this.#ids.length - 1 + UNLISTED;
    const chances = Float64Array.from(this.#ids, id => (id === null ? UNLISTED : 1) / whole);
    const fresh: Belief = {chances, at: now, told: false, certainAt: Number.NEGATIVE_INFINITY};
    this.#agents.set(agentId, fresh);
    return fresh;
  }

  /** Whoever leaves a status goes elsewhere in the usual proportions. */
  #spread(agent: Belief, now: Stamp): void {
    // The larger of both clocks: the monotonic one stands still while a laptop sleeps.
    const elapsed = Math.max(now.mono - agent.at.mono, now.wall - agent.at.wall);
    if (elapsed <= 0) return;
    const {chances} = agent;
    const left = this.#left;
    const share = this.#leavingWithin(elapsed);
    let arriving = 0;
    for (let index = 0; index < chances.length; index += 1) {
      const leaving = at(chances, index) * at(share, index);
      left[index] = leaving;
      arriving += leaving * at(this.#drawn, index);
    }
    for (let index = 0; index < chances.length; index += 1) {
      const leaving = at(left, index);
      const arrivingHere = at(this.#entered, index) * (arriving - leaving * at(this.#drawn, index));
      chances[index] = at(chances, index) - leaving + arrivingHere;
    }
    agent.at = now;
  }

  /** The same for all agents that one answer tells of, nearly always: computed once. */
  #leavingWithin(elapsed: number): Float64Array {
    if (elapsed !== this.#elapsed) {
      this.#elapsed = elapsed;
      for (let index = 0; index < this.#leaving.length; index += 1) {
        this.#leaving[index] = -Math.expm1(-elapsed / at(this.#stay, index));
      }
    }
    return this.#leaving;
  }
}

/** Reads a place that is known to exist. */
const at = (list: Float64Array, index: number): number => list[index] ?? 0;
