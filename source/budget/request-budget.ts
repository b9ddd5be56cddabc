import PQueue from 'p-queue';
import type {Clock} from '../lib/clock.js';
import {linkAbort} from '../lib/link-abort.js';
import {ArrivalBound} from './arrival-bound.js';
import {BudgetCount, type BudgetUse} from './budget-count.js';
import {type GateHold, type Passage, SlotGate} from './slot-gate.js';
import type {Sharing} from './slot-grid.js';

/** Order at the one door. Larger goes first. */
export const PRIORITY = {act: 100, poll: 0} as const;

/** What must be told of a request so that the next one can be spaced from it. Times are monotonic ms. */
export type SpacedExchange = {
  readonly times: {
    readonly startedAt: number;
    readonly writtenAt: number | null;
    readonly headersAt: number | null;
    readonly connected?: boolean;
  };
  readonly written: Promise<void>;
  readonly headers: Promise<void>;
  /** Resolves at the end of the answer's body, or when the exchange failed: until then it has a connection to itself. */
  readonly ended: Promise<void>;
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
  /** How the slots are shared with others that ask this tenant, or null while there seem to be none. */
  readonly sharing: Sharing | null;
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

/** How a request was taken by the tenant. */
export type Settlement = {
  readonly refused: boolean;
  readonly retryAfterMs: number | null;
  /** When it left and was answered, monotonic ms; now, if nothing is said. */
  readonly times?: SpacedExchange['times'];
  /** The tenant's clock as the answer tells it, ms since 1970; not a number when it does not. */
  readonly date?: number;
};

/** What stepped aside goes back before what came later with the same priority. */
const BACK_IN_FRONT = 0.5;

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
  readonly #mostPolls: number;
  readonly #waiting = new Set<Waiting>();
  readonly #inFlight = {act: 0, poll: 0};
  #landed: (() => void)[] = [];
  #atGate: {readonly priority: number; readonly stepAside: () => void} | null = null;

  /**
   * `rate` in requests per second. A poll waits while `most` polls are not answered to their end, an act only while twice
   * as many requests are, the last of which is never a poll: a tenant that hangs must not keep an operator from acting.
   */
  constructor(options: {clock: Clock; rate: number; random: () => number; most: number}) {
    this.#clock = options.clock;
    this.#rate = options.rate;
    this.#mostPolls = options.most;
    this.#gate = new SlotGate(options.clock, options.rate, options.random);
    this.#bound = new ArrivalBound(options.clock, slackOf(1000 / options.rate));
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
    let {priority} = options;
    try {
      for (;;) {
        try {
          return await this.#turn(priority, options.signal, () => this.#passAndSend(send, options, waiting, askedAt));
        } catch (error) {
          if (!(error instanceof StepAside)) throw error;
          priority = options.priority + BACK_IN_FRONT;
        }
      }
    } finally {
      this.#waiting.delete(waiting);
    }
  }

  /** Tells the outcome of an exchange: a refusal slows the gate down, acceptance lets it recover. */
  settled(kind: string, {refused, retryAfterMs, times, date = Number.NaN}: Settlement): void {
    this.#count.answered(kind, refused);
    const sentAt = times?.writtenAt ?? times?.startedAt;
    const answeredAt = times?.headersAt ?? null;
    if (sentAt !== undefined && answeredAt !== null && !Number.isNaN(date)) this.#gate.told(date, sentAt, answeredAt);
    if (refused) this.#gate.refused(retryAfterMs, sentAt);
    else this.#gate.accepted(sentAt);
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

  /** Ms from one slot to the next as they come to this console, on the mean: longer while others ask too. */
  get pace(): number {
    return this.#gate.pace;
  }

  view(): BudgetView {
    const refusedUntil = this.#gate.refusedUntil;
    return {
      ...this.#count.view(),
      rate: this.#rate,
      interval: this.#gate.interval,
      slowdown: this.#gate.slowdown,
      sharing: this.#gate.sharing,
      nextSlotIn: this.#gate.opensIn('poll'),
      waiting: [...this.#waiting],
      inFlight: this.#inFlight.act + this.#inFlight.poll,
      hold: this.#gate.hold,
      refusedFor: refusedUntil === null ? null : refusedUntil - this.#clock.now(),
    };
  }

  /**
   * Runs `task` when its turn comes. p-queue lets the next one go as soon as a running task's signal aborts, although the
   * request may be on its way and not yet spaced: the signal counts there only while the task waits for its turn.
   */
  async #turn<T>(priority: number, signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const waits = linkAbort(signal);
    const run = () => {
      waits.unlink();
      return task();
    };
    try {
      return await this.#queue.add(run, {priority, signal: waits.signal});
    } finally {
      waits.unlink();
    }
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
    this.#inFlight[options.passage] += 1;
    this.#count.sent();
    void exchange.ended.then(() => this.#land(options.passage));
    // A new connection may be needed first; until the request is written nobody else may start.
    await exchange.written;
    this.#gate.taken(await this.#bound.of(exchange));
    return {exchange, waited};
  }

  async #pass(options: Options): Promise<void> {
    const aside = linkAbort(options.signal);
    const {signal} = aside;
    this.#atGate = {priority: options.priority, stepAside: () => aside.abort(new StepAside())};
    try {
      while (this.#isFull(options.passage)) await this.#somethingLands(signal);
      await this.#gate.pass(options.passage, signal);
      signal.throwIfAborted();
    } catch (error) {
      // Clocks may report an aborted sleep in their own words; what matters is why it was aborted.
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#atGate = null;
      aside.unlink();
    }
  }

  /** More than connections are there would wait for one in front of the door, and keep whoever is more urgent out. */
  #isFull(passage: Passage): boolean {
    const {act, poll} = this.#inFlight;
    const most = 2 * this.#mostPolls;
    return passage === 'act' ? act + poll >= most : poll >= this.#mostPolls || act + poll >= most - 1;
  }

  #land(passage: Passage): void {
    this.#inFlight[passage] -= 1;
    const landed = this.#landed;
    this.#landed = [];
    for (const wake of landed) wake();
  }

  #somethingLands(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#landed = this.#landed.filter(one => one !== wake);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, {once: true});
      this.#landed.push(wake);
    });
  }
}

/**
 * Room for a slow moment of either machine, ms, for slots `spacing` ms apart and a tenant that thinks long: it costs slots,
 * and at most 3 % of them may be lost; where slots are short, being spaced goes before being used.
 */
const slackOf = (spacing: number): number => Math.max(Math.min(20, 0.02 * spacing), Math.min(5, 0.25 * spacing));
