import type {Clock} from '../lib/clock.js';

/** Who waits at the gate: an operator's act is not kept waiting by a hold, a poll is. */
export type Passage = 'act' | 'poll';

/** Ways the gate can be held shut, shown on screen as they are. */
export type GateHold = {readonly reason: string; readonly until: number};

/** Spacing that a clock difference between us and the tenant, and rounding of timers, can eat. */
const BASE_MARGIN_MS = 2;
const LARGEST_MARGIN_MS = 25;
const MARGIN_STEP_MS = 4;
const SLOWEST = 16;
const STEP_BACK_TO_FULL_RATE_AFTER = 10;

/**
 * The spacing of requests on a monotonic clock. A slot opens 1/rate s plus a small margin after the last request can be
 * known to have reached the tenant. Never a burst: time that passed unused is not saved up.
 */
export class SlotGate {
  readonly #clock: Clock;
  readonly #rate: number;
  readonly #random: () => number;
  #opensAt = Number.NEGATIVE_INFINITY;
  #margin = BASE_MARGIN_MS;
  #slowdown = 1;
  #acceptedInRow = 0;
  #refusedInRow = 0;
  #refusedUntil: number | null = null;
  #hold: GateHold | null = null;
  readonly #waiting = new Set<() => void>();

  /** `rate` is in requests per second; `random` gives numbers in [0, 1) for the jitter of a back-off. */
  constructor(clock: Clock, rate: number, random: () => number) {
    this.#clock = clock;
    this.#rate = rate;
    this.#random = random;
  }

  /** Present distance between two slots, ms. */
  get interval(): number {
    return (1000 / this.#rate) * this.#slowdown + this.#margin;
  }

  /** How many times slower than the set rate the gate now runs, because of refusals; 1 is full rate. */
  get slowdown(): number {
    return this.#slowdown;
  }

  /** The hold in force, or null. */
  get hold(): GateHold | null {
    return this.#hold && this.#hold.until > this.#clock.now() ? this.#hold : null;
  }

  /** Monotonic ms until which the tenant asked to be left alone, or null. */
  get refusedUntil(): number | null {
    return this.#refusedUntil !== null && this.#refusedUntil > this.#clock.now() ? this.#refusedUntil : null;
  }

  /** Ms until the next slot opens for `passage`; 0 when it is open. */
  opensIn(passage: Passage): number {
    const hold = passage === 'poll' ? (this.hold?.until ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    return Math.max(0, Math.max(this.#opensAt, this.refusedUntil ?? 0, hold) - this.#clock.now());
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
    this.#opensAt = reachedAt + this.interval;
  }

  /** The tenant took the request: after enough of them in a row, a slowed gate goes one step back to full rate. */
  accepted(): void {
    this.#refusedInRow = 0;
    this.#refusedUntil = null;
    this.#acceptedInRow += 1;
    if (this.#acceptedInRow % STEP_BACK_TO_FULL_RATE_AFTER !== 0) return;
    this.#slowdown = this.#slowdown < 1.1 ? 1 : 1 + (this.#slowdown - 1) / 2;
    this.#margin = Math.max(BASE_MARGIN_MS, this.#margin - 1);
  }

  /**
   * The tenant refused a request for coming too soon. Waits as told (`retryAfterMs`), else doubles with jitter; the
   * gate then runs slower, and the margin grows, until enough requests are accepted.
   */
  refused(retryAfterMs: number | null): void {
    this.#acceptedInRow = 0;
    this.#refusedInRow += 1;
    this.#margin = Math.min(LARGEST_MARGIN_MS, this.#margin + MARGIN_STEP_MS);
    this.#slowdown = Math.min(SLOWEST, this.#slowdown * 1.25);
    const own = (1000 / this.#rate) * 2 ** Math.min(this.#refusedInRow - 1, 5) * (0.5 + this.#random());
    this.#refusedUntil = this.#clock.now() + (retryAfterMs ?? own);
    this.#changed();
  }

  /** Keeps polls out for `ms` at most, so that the next slot is free for an act. */
  holdFor(ms: number, reason: string): void {
    this.#hold = {until: this.#clock.now() + ms, reason};
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
    const changed = new AbortController();
    const wake = () => changed.abort();
    this.#waiting.add(wake);
    try {
      await this.#clock.sleep(ms, AbortSignal.any([signal, changed.signal]));
    } catch (error) {
      if (!changed.signal.aborted) throw error;
    } finally {
      this.#waiting.delete(wake);
    }
  }
}
