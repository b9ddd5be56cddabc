import type {Clock} from '../lib/clock.js';
import {linkAbort} from '../lib/link-abort.js';
import {type Sharing, SlotGrid} from './slot-grid.js';

/** Who waits at the gate: an operator's act is not kept waiting by a hold, a poll is. */
export type Passage = 'act' | 'poll';

/** Ways the gate can be held shut, shown on screen as they are. */
export type GateHold = {readonly reason: string; readonly until: number};

/** What two machines' clocks may differ by in speed, as a share of the spacing; bounded in ms. */
const BASE_MARGIN = 0.002;
const SMALLEST_MARGIN_MS = 0.1;
const BASE_MARGIN_AT_MOST_MS = 2;
/** Refusals show that this was not enough: how far, and in which steps, the margin then grows. */
const LARGEST_MARGIN_MS = 25;
const MARGIN_STEP_MS = 4;
const SLOWEST = 16;
const STEP_BACK_TO_FULL_RATE_AFTER = 10;
/** Whatever was asked for, a hold ends by itself after this, ms. */
const LONGEST_HOLD_MS = 12_000;

/**
 * The spacing of requests on a monotonic clock. A slot opens 1/rate s plus a small margin after the last request can be
 * known to have reached the tenant. Never a burst: time that passed unused is not saved up.
 */
export class SlotGate {
  readonly #clock: Clock;
  readonly #rate: number;
  readonly #random: () => number;
  readonly #baseMargin: number;
  readonly #grid: SlotGrid;
  #opensAt = Number.NEGATIVE_INFINITY;
  #margin: number;
  #slowdown = 1;
  #acceptedInRow = 0;
  #refusedInRow = 0;
  #lastRefusedAt = Number.NEGATIVE_INFINITY;
  #refusedUntil = Number.NEGATIVE_INFINITY;
  #hold: GateHold | null = null;
  readonly #waiting = new Set<() => void>();

  /** `rate` is in requests per second; `random` gives numbers in [0, 1) for the jitter of a back-off. */
  constructor(clock: Clock, rate: number, random: () => number) {
    this.#clock = clock;
    this.#rate = rate;
    this.#random = random;
    this.#baseMargin = Math.min(BASE_MARGIN_AT_MOST_MS, Math.max(SMALLEST_MARGIN_MS, (BASE_MARGIN * 1000) / rate));
    this.#margin = this.#baseMargin;
    this.#grid = new SlotGrid(rate, random);
  }

  /** Present distance between two slots, ms. */
  get interval(): number {
    return (1000 / this.#rate) * this.#slowdown + this.#margin;
  }

  /** How many times slower than the set rate the gate now runs, because of refusals; 1 is full rate. */
  get slowdown(): number {
    return this.#slowdown;
  }

  /** Ms from one slot to the next as they come to this console, on the mean. */
  get pace(): number {
    return this.#grid.pace ?? this.interval;
  }

  /** How the tenant's requests are shared with others, as far as that is known; null while there seem to be none. */
  get sharing(): Sharing | null {
    return this.#grid.sharing;
  }

  /** The hold in force, or null. */
  get hold(): GateHold | null {
    return this.#hold && this.#hold.until > this.#clock.now() ? this.#hold : null;
  }

  /** Monotonic ms until which the tenant asked to be left alone, or null. */
  get refusedUntil(): number | null {
    return this.#refusedUntil > this.#clock.now() ? this.#refusedUntil : null;
  }

  /** Ms until the next slot opens for `passage`; 0 when it is open. */
  opensIn(passage: Passage): number {
    const hold = passage === 'poll' ? (this.hold?.until ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    const now = this.#clock.now();
    const from = Math.max(this.#opensAt, this.#refusedUntil, hold, now);
    return Math.max(0, this.#grid.opensAt(from, passage) - now);
  }

  /** Resolves when the slot is open for `passage`. Rejects with the signal's reason when aborted. */
  async pass(passage: Passage, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const wait = this.opensIn(passage);
      if (wait <= 0) return;
      await this.#sleepOrChange(wait, signal);
    }
  }

  /** A request has reached the tenant at `reachedAt` (monotonic ms, an upper bound) at the latest. */
  taken(reachedAt: number): void {
    this.#opensAt = reachedAt + this.interval + this.#grid.wander;
    this.#grid.taken(reachedAt);
  }

  /** What an answer's `Date` (ms since 1970) says of the tenant's clock; sent and arrived in monotonic ms. */
  told(date: number, sentAt: number, arrivedAt: number): void {
    this.#grid.told(date, sentAt, arrivedAt);
  }

  /**
   * The tenant took the request that left at `sentAt` (monotonic ms). After enough of them in a row a slowed gate goes one
   * step back to full rate. What left before the last refusal says nothing, and nothing shortens a wait that was told.
   */
  accepted(sentAt = this.#clock.now()): void {
    const wasShared = this.#grid.sharing !== null;
    this.#grid.accepted(sentAt);
    if (wasShared) this.#changed();
    if (sentAt < this.#lastRefusedAt) return;
    this.#refusedInRow = 0;
    this.#acceptedInRow += 1;
    if (this.#acceptedInRow % STEP_BACK_TO_FULL_RATE_AFTER !== 0) return;
    this.#slowdown = this.#slowdown < 1.1 ? 1 : 1 + (this.#slowdown - 1) / 2;
    this.#margin = Math.max(this.#baseMargin, this.#margin - 1);
  }

  /**
   * The tenant refused the request that left at `sentAt` for coming too soon. Waits as told (`retryAfterMs`), else
   * doubles with jitter; the gate then runs slower, and the margin grows, until enough requests are accepted. Several
   * requests under way that are refused together count as one refusal.
   */
  refused(retryAfterMs: number | null, sentAt = this.#clock.now()): void {
    const now = this.#clock.now();
    this.#grid.refused(sentAt);
    if (this.#grid.sharing) {
      // Turns do the slowing down.
      this.#slowdown = 1;
      this.#margin = this.#baseMargin;
      this.#refusedInRow = 0;
      this.#refusedUntil = Math.max(this.#refusedUntil, now + (retryAfterMs ?? 0));
      this.#changed();
      return;
    }
    if (sentAt >= this.#lastRefusedAt) {
      this.#lastRefusedAt = now;
      this.#acceptedInRow = 0;
      this.#refusedInRow += 1;
      this.#margin = Math.min(LARGEST_MARGIN_MS, this.#margin + MARGIN_STEP_MS);
      this.#slowdown = Math.min(SLOWEST, this.#slowdown * 1.25);
    }
    const own = (1000 / this.#rate) * 2 ** Math.min(this.#refusedInRow - 1, 5) * (0.5 + this.#random());
    this.#refusedUntil = Math.max(this.#refusedUntil, now + (retryAfterMs ?? own));
    this.#changed();
  }

  /** Keeps polls out for `ms` at most (never longer than 12 s), so that the next slot is free for an act. */
  holdFor(ms: number, reason: string): void {
    this.#hold = {until: this.#clock.now() + Math.min(ms, LONGEST_HOLD_MS), reason};
    this.#changed();
  }

  /** Ends a hold: polls resume at the usual spacing. */
  release(): void {
    this.#hold = null;
    this.#changed();
  }

  #changed(): void {
    for (const wake of this.#waiting) wake();
  }

  async #sleepOrChange(ms: number, signal: AbortSignal): Promise<void> {
    const link = linkAbort(signal);
    const wake = () => link.abort(null);
    this.#waiting.add(wake);
    try {
      await this.#clock.sleep(ms, link.signal);
    } catch (error) {
      if (signal.aborted || !link.signal.aborted) throw error;
    } finally {
      this.#waiting.delete(wake);
      link.unlink();
    }
  }
}
