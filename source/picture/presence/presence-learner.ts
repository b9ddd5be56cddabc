import {AnswerLog, type Told} from './answer-log.js';
import {expectedChanges, momentsOf} from './expected-changes.js';
import type {Evidence} from './presence-belief.js';
import {nothingSeen, type PresenceModel, type Seen} from './presence-model.js';

/** Answers before learning begins: a few tell more about luck than about rates. */
const LEAST_ANSWERS = 20;
/** Multiplications spent at a time, so that no key waits for it: about a millisecond. */
const WORK_AT_A_TIME = 600_000;
/** At many answers a second not after each, ms. */
const LEARN_EVERY_MS = 500;
/** The model is made anew after so many agents. */
const AGENTS_PER_MODEL = 20;
/** What was learned before weighs as at most so many changes: it is where learning starts, not where it ends. */
const MOST_REMEMBERED = 1000;

/**
 * Learns a model's rates from the answers about a sample of agents, a little after each answer: expectation maximisation
 * where each agent's share is replaced in turn (Neal and Hinton, Learning in Graphical Models, 1998).
 */
export class PresenceLearner {
  readonly #model: PresenceModel;
  readonly #log = new AnswerLog();
  readonly #shares: (Seen | undefined)[] = [];
  #sum: Seen;
  #remembered: Seen;
  #next = 0;
  #foldedAt = 0;
  #learnedAt = Number.NEGATIVE_INFINITY;

  constructor(model: PresenceModel) {
    this.#model = model;
    this.#sum = nothingSeen(model.size);
    this.#remembered = nothingSeen(model.size);
  }

  /** Everything learned so far. */
  get seen(): Seen {
    return added(this.#remembered, this.#sum);
  }

  /** Starts from what an earlier run has learned. */
  remember(seen: Seen): void {
    this.#remembered = atMost(seen, MOST_REMEMBERED);
    this.#model.learn(this.seen);
  }

  /** Which agents are learned from; more than a sample are not needed. */
  offer(agentIds: Iterable<number>): void {
    if (this.#log.isFull) return;
    for (const id of agentIds) this.#log.offer(id);
  }

  /** An answer at `at` (ms, on a clock that goes on while a laptop sleeps). */
  record(at: number, {inside, odd}: Evidence, toldOf: (agentId: number) => Told): void {
    this.#log.add({at, inside, odd}, toldOf);
    if (Math.abs(at - this.#learnedAt) < LEARN_EVERY_MS) return;
    this.#learnedAt = at;
    this.#learn();
  }

  #learn(): void {
    const {answers, agents} = this.#log;
    if (answers.length < LEAST_ANSWERS || agents.length === 0) return;
    const moments = momentsOf(answers);
    const work = moments.length * this.#model.size ** 2 * 3;
    const count = Math.min(agents.length, Math.max(1, Math.floor(WORK_AT_A_TIME / work)));
    const from = this.#model.restingChances();
    for (let done = 0; done < count; done += 1) {
      const index = this.#next % agents.length;
      this.#next += 1;
      const share = expectedChanges(this.#model, moments, index, from);
      const before = this.#shares[index];
      this.#sum = added(before ? minus(this.#sum, before) : this.#sum, share);
      this.#shares[index] = share;
      if (this.#next % AGENTS_PER_MODEL === 0 || this.#next === agents.length) this.#model.learn(this.seen);
    }
    if (this.#log.dropped - this.#foldedAt >= answers.length) this.#fold();
  }

  /** The answers now held have replaced all earlier ones: what they tell is remembered, older things fade by half. */
  #fold(): void {
    this.#foldedAt = this.#log.dropped;
    const half = (list: Float64Array) => list.map(value => value / 2);
    const whole = this.seen;
    this.#remembered = atMost({jumps: half(whole.jumps), spent: half(whole.spent)}, MOST_REMEMBERED);
  }
}

const combined = (a: Seen, b: Seen, sign: 1 | -1): Seen => {
  const both = (left: Float64Array, right: Float64Array) =>
    left.map((value, index) => Math.max(0, value + sign * (right[index] ?? 0)));
  return {jumps: both(a.jumps, b.jumps), spent: both(a.spent, b.spent)};
};
const added = (a: Seen, b: Seen): Seen => combined(a, b, 1);
const minus = (a: Seen, b: Seen): Seen => combined(a, b, -1);

function atMost({jumps, spent}: Seen, most: number): Seen {
  const whole = jumps.reduce((sum, value) => sum + value, 0);
  const share = Math.min(1, most / Math.max(1, whole));
  return {jumps: jumps.map(value => value * share), spent: spent.map(value => value * share)};
}
