import type {Queue} from '../../picture/queue.js';
import {isSame, readWaitCell, WAIT_CELLS, type WaitCell} from '../../picture/wait-cells.js';

/** What is assumed before anything is seen: once in so many seconds, with the weight of so many changes seen. */
const ASSUMED_S: Readonly<Record<WaitCell, number>> = {call: 40, chat: 60, available: 30, loggedIn: 600};
const ASSUMED_WEIGHT = 2;
/** The whole tenant's habit weighs as much as so many changes of the queue itself. */
const SHARED_WEIGHT = 3;
/** What was seen counts half after so much time, s: a floor is not the same in the evening. */
const HALF_LIFE_S = 1800;

/** Changes expected to have happened, and the seconds in which. */
type Tally = {changes: number; seconds: number};

/**
 * How often each cell of each queue changes, learned from pairs of answers. A pair tells only whether there was a change in
 * between; the expected number given that is x / (1 - e^-x) (expectation maximisation for a Poisson process that is seen
 * now and then; Cho and Garcia-Molina, ACM TOIT 3(3), 2003, treat the same bias).
 */
export class QueueChangeRates {
  readonly #queues = new Map<string, readonly Tally[]>();
  readonly #shared: readonly Tally[] = WAIT_CELLS.map(cell => ({
    changes: ASSUMED_WEIGHT,
    seconds: ASSUMED_WEIGHT * ASSUMED_S[cell],
  }));

  /** Changes per second of a cell, given by its place in `WAIT_CELLS`. */
  rate(queueKey: string, cell: number): number {
    const shared = this.#shared[cell] as Tally;
    const sharedRate = shared.changes / shared.seconds;
    const own = this.#queues.get(queueKey)?.[cell];
    if (!own) return sharedRate;
    return (own.changes + SHARED_WEIGHT) / (own.seconds + SHARED_WEIGHT / sharedRate);
  }

  /** Two rows of one queue, `seconds` apart. */
  learn(before: Queue, after: Queue, seconds: number): void {
    if (seconds <= 0) return;
    const own = this.#queues.get(after.key) ?? WAIT_CELLS.map(() => ({changes: 0, seconds: 0}));
    this.#queues.set(after.key, own);
    const kept = 0.5 ** (seconds / HALF_LIFE_S);
    for (const [place, cell] of WAIT_CELLS.entries()) {
      const was = readWaitCell(before, cell);
      const is = readWaitCell(after, cell);
      if (was === null && is === null) continue;
      const expected = this.rate(after.key, place) * seconds;
      const changes = isSame(cell, was, is) ? 0 : expected / -Math.expm1(-Math.max(1e-9, expected));
      for (const tally of [own[place] as Tally, this.#shared[place] as Tally]) {
        const fade = tally === own[place] ? kept : kept ** (1 / Math.max(1, this.#queues.size));
        tally.changes = tally.changes * fade + changes;
        tally.seconds = tally.seconds * fade + seconds;
      }
    }
  }

  forget(isGone: (queueKey: string) => boolean): void {
    for (const key of this.#queues.keys()) if (isGone(key)) this.#queues.delete(key);
  }
}
