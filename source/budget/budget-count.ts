import type {Clock} from '../lib/clock.js';

const WINDOW_MS = 60_000;

/** How the budget was used. */
export type BudgetUse = {
  /** Requests sent in the last minute. */
  readonly usedLastMinute: number;
  /** Ms that the window of `usedLastMinute` really covers: less than a minute just after the start. */
  readonly windowMs: number;
  /** Answers with 429 in the last minute, and since the start. */
  readonly refusedLastMinute: number;
  readonly refusedTotal: number;
  readonly sentTotal: number;
  /** Answers since the start, by kind. */
  readonly byKind: Readonly<Record<string, number>>;
};

/** Counts requests over the last minute and since the start. Memory stays bounded by the rate. */
export class BudgetCount {
  readonly #clock: Clock;
  readonly #startedAt: number;
  #sentAt: number[] = [];
  #refusedAt: number[] = [];
  #sentTotal = 0;
  #refusedTotal = 0;
  readonly #byKind = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  sent(): void {
    this.#sentTotal += 1;
    this.#sentAt = [...this.#recent(this.#sentAt), this.#clock.now()];
  }

  answered(kind: string, refused: boolean): void {
    this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
    if (!refused) return;
    this.#refusedTotal += 1;
    this.#refusedAt = [...this.#recent(this.#refusedAt), this.#clock.now()];
  }

  view(): BudgetUse {
    return {
      usedLastMinute: this.#recent(this.#sentAt).length,
      windowMs: Math.min(WINDOW_MS, this.#clock.now() - this.#startedAt),
      refusedLastMinute: this.#recent(this.#refusedAt).length,
      refusedTotal: this.#refusedTotal,
      sentTotal: this.#sentTotal,
      byKind: Object.fromEntries(this.#byKind),
    };
  }

  #recent(times: readonly number[]): number[] {
    const from = this.#clock.now() - WINDOW_MS;
    return times.filter(at => at > from);
  }
}
