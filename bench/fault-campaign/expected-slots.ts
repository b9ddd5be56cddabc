import {retryAfterMs} from '../../source/api/retry-after.js';
import {SlotGate} from '../../source/budget/slot-gate.js';
import {systemClock} from '../../source/lib/clock.js';

/** The longest back-off that a gate draws by itself: what is waited for is not to be called late. */
const LONGEST = (): number => 1;

/**
 * The distance of slots that a console is to keep now, and until when it was told to wait: its own gate, fed with what the
 * tenant has answered. Refusals (429) slow a console down, and it comes back to its full rate step by step.
 */
export class ExpectedSlots {
  readonly #gate: SlotGate;
  #toldUntil = Number.NEGATIVE_INFINITY;

  /** `rate` in requests per second. */
  constructor(rate: number) {
    this.#gate = new SlotGate(systemClock, rate, LONGEST);
  }

  /** Ms from one slot to the next. */
  get interval(): number {
    return this.#gate.interval;
  }

  /** Monotonic ms until which nothing may be asked; in the past where nothing was told. */
  get waitUntil(): number {
    return this.#gate.refusedUntil ?? Number.NEGATIVE_INFINITY;
  }

  /** The same of what the tenant itself told: without the back-off that a console chooses where nothing was told. */
  get toldUntil(): number {
    return this.#toldUntil;
  }

  /** A request that arrived at `at` (monotonic ms) was answered just now. */
  answered(status: number, retryAfter: string | null, at: number): void {
    if (status !== 429) {
      this.#gate.accepted(at);
      return;
    }
    const told = retryAfterMs(retryAfter ?? undefined, Date.now());
    this.#gate.refused(told, at);
    this.#toldUntil = Math.max(this.#toldUntil, systemClock.now() + (told ?? 0));
  }
}
