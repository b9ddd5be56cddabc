import type {StatusList} from './status-list.js';

/** `at`: up to when the chances are spread; `certainAt`: when an action's answer last named the status (mono ms). */
type Belief = {readonly chances: Float64Array; at: number; told: boolean; certainAt: number};

/** An answer can be wrong for an agent who changed while it was made. */
const ODD_ANSWER = 0.002;

/**
 * What the console believes of each agent's presence: a chance for every status, and one for "none of these". Each
 * answer of `/users?status_id[]=…` tells one bit per agent; between answers the belief spreads by how long a status
 * usually lasts, so that old evidence stops looking certain.
 */
export class PresenceBelief {
  readonly #stay: readonly number[];
  readonly #entered: readonly number[];
  readonly #enteredSum: number;
  readonly #index: ReadonlyMap<number, number>;
  readonly #ids: readonly (number | null)[];
  readonly #agents = new Map<number, Belief>();

  constructor(statuses: StatusList) {
    // The last place stands for every status that is not listed.
    this.#stay = [...statuses.all.map(status => status.stayMs), 900_000];
    this.#entered = [...statuses.all.map(status => status.entered), 0.05];
    this.#enteredSum = this.#entered.reduce((sum, weight) => sum + weight, 0);
    this.#ids = [...statuses.all.map(status => status.id), null];
    this.#index = new Map(statuses.all.map((status, index) => [status.id, index]));
  }

  /** Chances of every status at `now` (monotonic ms), most likely first element of the answer. */
  mostLikely(agentId: number, now: number): {statusId: number | null; confidence: number} {
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
  chanceOf(agentId: number, statusId: number, now: number): number {
    const agent = this.#agents.get(agentId);
    const index = this.#index.get(statusId);
    if (!agent || index === undefined) return 0;
    this.#spread(agent, now);
    return at(agent.chances, index);
  }

  /**
   * An answer said whether the agent is in one of `statusIds`. It was asked for at `askedAt`: what an action's answer
   * has told since then is newer and stays.
   */
  learn(agentId: number, statusIds: readonly number[], isIn: boolean, askedAt: number, now: number): void {
    const agent = this.#of(agentId, now);
    if (agent.certainAt > askedAt) return;
    this.#spread(agent, now);
    const inside = new Set(statusIds.map(id => this.#index.get(id)));
    let sum = 0;
    for (let index = 0; index < agent.chances.length; index += 1) {
      const chance = at(agent.chances, index) * (inside.has(index) === isIn ? 1 : ODD_ANSWER);
      agent.chances[index] = chance;
      sum += chance;
    }
    for (let index = 0; index < agent.chances.length; index += 1) agent.chances[index] = at(agent.chances, index) / sum;
    agent.told = agent.told || isIn || this.#likely(agent.chances);
  }

  /** Certain knowledge: an action's answer named the status. Null: a status that is not listed. */
  know(agentId: number, statusId: number | null, now: number): void {
    const agent = this.#of(agentId, now);
    const index = statusId === null ? this.#ids.length - 1 : (this.#index.get(statusId) ?? this.#ids.length - 1);
    agent.chances.fill(0);
    agent.chances[index] = 1;
    agent.at = now;
    agent.certainAt = now;
    agent.told = true;
  }

  forget(agentId: number): void {
    this.#agents.delete(agentId);
  }

  #likely(chances: Float64Array): boolean {
    return chances.some(chance => chance > 0.5);
  }

  #of(agentId: number, now: number) {
    const known = this.#agents.get(agentId);
    if (known) return known;
    const chances = Float64Array.from(this.#ids, () => 1 / this.#ids.length);
    const fresh: Belief = {chances, at: now, told: false, certainAt: Number.NEGATIVE_INFINITY};
    this.#agents.set(agentId, fresh);
    return fresh;
  }

  /** Whoever leaves a status goes elsewhere in the usual proportions. */
  #spread(agent: Belief, now: number): void {
    const elapsed = now - agent.at;
    if (elapsed <= 0) return;
    const {chances} = agent;
    let arriving = 0;
    const left = new Float64Array(chances.length);
    for (let index = 0; index < chances.length; index += 1) {
      const leaving = at(chances, index) * -Math.expm1(-elapsed / at(this.#stay, index));
      left[index] = leaving;
      arriving += leaving / (this.#enteredSum - at(this.#entered, index));
    }
    for (let index = 0; index < chances.length; index += 1) {
      const weight = at(this.#entered, index);
      const leaving = at(left, index);
      const arrivingHere = weight * (arriving - leaving / (this.#enteredSum - weight));
      chances[index] = at(chances, index) - leaving + arrivingHere;
    }
    agent.at = now;
  }
}

/** Reads a place that is known to exist. */
const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;
