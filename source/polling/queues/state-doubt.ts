import {beforeSleep, type Stamp} from '../../lib/clock.js';
import type {OperationState} from '../../picture/queue.js';
import type {FlipRates} from './flip-rates.js';
import type {ForetoldHours} from './foretold-hours.js';
import type {OpeningTimes} from './opening-times.js';
import type {Sign} from './queue-signs.js';

/** What the doubt about one state rests on; shared by all queues of a tenant. */
export type FlipKnowledge = {
  readonly rates: FlipRates;
  readonly times: OpeningTimes;
  readonly hours: ForetoldHours;
};

/** The doubt about the operation state of one queue on one channel, since it was last told. */
export class StateDoubt {
  readonly #knowledge: FlipKnowledge;
  readonly #queueKey: string;
  #state: OperationState | null = null;
  #toldAt: Stamp = {mono: 0, wall: 0};
  /** Expected flips up to `#movedAt` (monotonic ms). */
  #flips = 0;
  #movedAt = 0;
  #sign: Sign = 'unknown';
  readonly #spent = new Map<Sign, number>();

  /** `queueKey`: whose opening hours may have been foretold. */
  constructor(knowledge: FlipKnowledge, queueKey: string) {
    this.#knowledge = knowledge;
    this.#queueKey = queueKey;
  }

  /** The wait row gives another sign from `now` (monotonic ms) on. */
  sign(sign: Sign, now: number): void {
    if (sign === this.#sign) return;
    this.#moveTo(now);
    this.#sign = sign;
  }

  /** The tenant told the state. */
  told(state: OperationState, at: Stamp): void {
    if (this.#state !== null) {
      this.#moveTo(at.mono);
      const hasFlipped = state !== this.#state;
      this.#knowledge.rates.learn(this.#state, this.#spent, hasFlipped);
      const isOfHours = hasFlipped && (state === 'after_hours' || this.#state === 'after_hours');
      this.#knowledge.hours.learn(this.#queueKey, this.#toldAt.wall, at.wall, isOfHours);
      if (isOfHours) this.#knowledge.times.learn(this.#toldAt.wall, at.wall);
    }
    this.#state = state;
    this.#toldAt = at;
    this.#flips = 0;
    this.#movedAt = at.mono;
    this.#spent.clear();
  }

  /** Flips to be expected since the state was told, up to `now` (monotonic ms); null when it never was. */
  expected(now: number): number | null {
    if (this.#state === null) return null;
    const {rates, times, hours} = this.#knowledge;
    const since = Math.max(0, now - this.#movedAt) / 1000;
    const {wall} = this.#toldAt;
    const until = wall + now - this.#toldAt.mono;
    const ofHours = hours.expected(this.#queueKey, wall, until) ?? times.expected(wall, until);
    return this.#flips + rates.rate(this.#state, this.#sign) * since + ofHours;
  }

  /** The machine slept for `ms`; the queue did not. */
  slept(ms: number): void {
    this.#toldAt = beforeSleep(this.#toldAt, ms);
    this.#movedAt -= ms;
  }

  #moveTo(now: number): void {
    if (this.#state === null) return;
    const seconds = Math.max(0, now - this.#movedAt) / 1000;
    this.#flips += this.#knowledge.rates.rate(this.#state, this.#sign) * seconds;
    this.#spent.set(this.#sign, (this.#spent.get(this.#sign) ?? 0) + seconds);
    this.#movedAt = now;
  }
}
