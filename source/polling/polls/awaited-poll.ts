import type {Attention} from '../attention.js';
import type {Candidate} from '../candidate.js';
import {HORIZON_S} from '../crawl-index.js';
import {awaitedQuestion, type PresenceSubject} from './presence-questions.js';

/** An operator waits for what was promised: each agent counts as so many cells. */
const AWAITED = 30;
/** Each look in vain halves that, so often at most: somebody may come only after a call. */
const MOST_DOUBLINGS = 6;

/** Looks for what an action has promised until polls have shown it. */
export class AwaitedPoll {
  readonly #subject: PresenceSubject;
  readonly #attention: Pick<Attention, 'awaited'>;
  #whom = '';
  /** Monotonic ms of the last look at all that is awaited. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looks = 0;

  constructor(subject: PresenceSubject, attention: Pick<Attention, 'awaited'>) {
    this.#subject = subject;
    this.#attention = attention;
  }

  candidates(): Candidate[] {
    const {awaited} = this.#attention;
    if (awaited.size === 0) return [];
    const whom = [...awaited.keys()].join();
    if (whom !== this.#whom) {
      this.#whom = whom;
      this.#lookedAt = Number.NEGATIVE_INFINITY;
      this.#looks = 0;
    }
    return [
      awaitedQuestion(this.#subject, [...new Set(awaited.values())], now => {
        const seconds = Math.min(HORIZON_S, (now - this.#lookedAt) / 1000);
        return (AWAITED * awaited.size * seconds) / 2 ** Math.min(MOST_DOUBLINGS, this.#looks);
      }),
    ];
  }

  /** These statuses were asked about, with an answer at `at` (monotonic ms). */
  looked(statusIds: readonly number[], at: number): void {
    const awaited = [...this.#attention.awaited.values()];
    if (awaited.length === 0 || !awaited.every(id => statusIds.includes(id))) return;
    this.#lookedAt = at;
    this.#looks += 1;
  }
}
