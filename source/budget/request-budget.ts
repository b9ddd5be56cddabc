import PQueue from 'p-queue';
import type {Clock} from '../lib/clock.js';
import {ArrivalBound} from './arrival-bound.js';
import {BudgetCount, type BudgetUse} from './budget-count.js';
import {type GateHold, type Passage, SlotGate} from './slot-gate.js';

/** Order at the one door. Larger goes first. */
export const PRIORITY = {act: 100, confirm: 50, command: 20, poll: 0} as const;

/** What must be told of a request so that the next one can be spaced from it. Times are monotonic ms. */
export type SpacedExchange = {
  readonly times: {readonly startedAt: number; readonly writtenAt: number | null; readonly headersAt: number | null};
  readonly written: Promise<void>;
  readonly headers: Promise<void>;
};

/** What waits for a slot. */
export type Waiting = {readonly label: string; readonly passage: Passage};

/** The budget as a panel shows it. */
export type BudgetView = BudgetUse & {
  /** Requests per second allowed by the settings. */
  readonly rate: number;
  /** Present distance between slots, ms. */
  readonly interval: number;
  readonly slowdown: number;
  /** Ms until the next slot opens. */
  readonly nextSlotIn: number;
  readonly waiting: readonly Waiting[];
  readonly inFlight: number;
  readonly hold: GateHold | null;
  /** Ms that the tenant asked us to wait, or null. */
  readonly refusedFor: number | null;
};

type Options = {
  readonly passage: Passage;
  readonly priority: number;
  /** What the request is, for the screen. */
  readonly label: string;
  readonly signal?: AbortSignal;
};

/** A waiting poll makes room for something more urgent; it goes back into the queue by itself. */
class StepAside extends Error {}

/**
 * The one door to a tenant: every request of this process passes here. p-queue orders what waits (an operator's act
 * before every poll) and lets one through at a time; the gate inside the queued task spaces them.
 */
export class RequestBudget {
  readonly #clock: Clock;
  readonly #queue = new PQueue({concurrency: 1});
  readonly #gate: SlotGate;
  readonly #bound: ArrivalBound;
  readonly #count: BudgetCount;
  readonly #rate: number;
  readonly #most: number;
  readonly #waiting = new Set<Waiting>();
  #inFlight = 0;
  #landed: (() => void)[] = [];
  #atGate: {readonly priority: number; readonly stepAside: () => void} | null = null;

  /** `rate` in requests per second; at most `most` requests are unanswered at a time. */
  constructor(options: {clock: Clock; rate: number; random: () => number; most: number}) {
    this.#clock = options.clock;
    this.#rate = options.rate;
    this.#most = options.most;
    this.#gate = new SlotGate(options.clock, options.rate, options.random);
    this.#bound = new ArrivalBound(options.clock);
    this.#count = new BudgetCount(options.clock);
  }

  /**
   * Waits for a slot, then calls `send`: as late as possible, so that what is sent is decided by what is known then.
   * `send` may return null to leave the slot unused. Resolves to the started exchange and the ms it waited; does not
   * wait for the answer. Rejects with the signal's reason when aborted before the slot came.
   */
  async slot<E extends SpacedExchange>(
    send: () => E | null,
    options: Options,
  ): Promise<{exchange: E | null; waited: number}> {
    const askedAt = this.#clock.now();
    const waiting: Waiting = {label: options.label, passage: options.passage};
    this.#waiting.add(waiting);
    if (this.#atGate && this.#atGate.priority < options.priority) this.#atGate.stepAside();
    try {
      for (;;) {
        try {
          return await this.#queue.add(() => this.#passAndSend(send, options, waiting, askedAt), {
            priority: options.priority,
            signal: options.signal,
          });
        } catch (error) {
          if (!(error instanceof StepAside)) throw error;
        }
      }
    } finally {
      this.#waiting.delete(waiting);
    }
  }

  /** Tells the outcome of an exchange: a refusal slows the gate down, acceptance lets it recover. */
  settled(kind: string, outcome: {refused: boolean; retryAfterMs: number | null}): void {
    this.#count.answered(kind, outcome.refused);
    if (outcome.refused) this.#gate.refused(outcome.retryAfterMs);
    else this.#gate.accepted();
  }

  /** Keeps polls out for `ms` at most, so that an act can leave at once. */
  hold(ms: number, reason: string): void {
    this.#gate.holdFor(ms, reason);
  }

  release(): void {
    this.#gate.release();
  }

  /** Present distance between slots, ms. */
  get interval(): number {
    return this.#gate.interval;
  }

  view(): BudgetView {
    const refusedUntil = this.#gate.refusedUntil;
    return {
      ...this.#count.view(),
      rate: this.#rate,
      interval: this.#gate.interval,
      slowdown: this.#gate.slowdown,
      nextSlotIn: this.#gate.opensIn('poll'),
      waiting: [...this.#waiting],
      inFlight: this.#inFlight,
      hold: this.#gate.hold,
      refusedFor: refusedUntil === null ? null : refusedUntil - this.#clock.now(),
    };
  }

  async #passAndSend<E extends SpacedExchange>(
    send: () => E | null,
    options: Options,
    waiting: Waiting,
    askedAt: number,
  ): Promise<{exchange: E | null; waited: number}> {
    await this.#pass(options);
    this.#waiting.delete(waiting);
    const waited = this.#clock.now() - askedAt;
    const exchange = send();
    if (!exchange) return {exchange, waited};
    this.#inFlight += 1;
    this.#count.sent();
    void exchange.headers.then(() => this.#land());
    // A new connection may be needed first; until the request is written nobody else may start.
    await exchange.written;
    this.#gate.taken(await this.#bound.of(exchange));
    return {exchange, waited};
  }

  async #pass(options: Options): Promise<void> {
    const aside = new AbortController();
    this.#atGate = {priority: options.priority, stepAside: () => aside.abort(new StepAside())};
    const signal = options.signal ? AbortSignal.any([aside.signal, options.signal]) : aside.signal;
    try {
      while (this.#inFlight >= this.#most) await this.#somethingLands(signal);
      await this.#gate.pass(options.passage, signal);
    } catch (error) {
      // Clocks report an aborted sleep in their own words; what matters is why it was aborted.
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#atGate = null;
    }
  }

  #land(): void {
    this.#inFlight -= 1;
    const landed = this.#landed;
    this.#landed = [];
    for (const wake of landed) wake();
  }

  #somethingLands(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, {once: true});
      this.#landed.push(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }
}
