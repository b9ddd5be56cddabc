import type {WaitRow} from '../../source/api/operations/wait-times.js';
import {CHANNELS, type Channel, type OperationState} from '../../source/picture/queue.js';
import {WAIT_CELLS, type WaitCell} from '../../source/picture/wait-cells.js';
import {createRandom, type Random} from '../../source/simulator/floor/random.js';

/** From which wait on a queue turns contacts away, and below which it takes them again, s. */
const FULL_FROM_S = 300;
const FULL_UNTIL_S = 200;

/** One queue as it truly is. */
export type TrueQueue = {
  readonly id: number;
  readonly lang: string;
  readonly channels: readonly Channel[];
  readonly cells: Record<WaitCell, number | null>;
  readonly states: Record<Channel, OperationState>;
  /** Changes per second of each cell, in the order of `WAIT_CELLS`. */
  readonly rates: readonly number[];
  readonly next: Float64Array;
  /** When it closes or opens, s; infinite where it does not. */
  flipsAt: number;
  isClosed: boolean;
  load: Record<Channel, number>;
};

/** Queues whose waits, staff and states change by themselves, in virtual time. */
export class QueueFloor {
  readonly queues: readonly TrueQueue[];
  readonly #random: Random;

  /** Half of the queues in each language. Between 100 s and 1500 s one in ten closes or opens. */
  constructor(count: number, languages: readonly string[], seed: number) {
    const random = createRandom(seed + 77);
    this.#random = random;
    this.queues = Array.from({length: count}, (_, index) =>
      this.#queue(index, languages[index % languages.length] ?? ''),
    );
  }

  advance(now: number): void {
    for (const queue of this.queues) {
      for (const [place, cell] of WAIT_CELLS.entries()) {
        for (let at = queue.next[place] ?? 0; at <= now; at = queue.next[place] ?? 0) {
          queue.next[place] = at + this.#random.exponential(1 / (queue.rates[place] ?? 1));
          this.#change(queue, cell);
        }
      }
      if (now >= queue.flipsAt) this.#flip(queue);
    }
  }

  row({id, cells, lang}: TrueQueue): WaitRow {
    return {
      menu_id: id,
      menu_type: 'ivr_menu',
      materialized_path: `Group ${id % 7} / Queue ${id} ${lang}`,
      ...(cells.call === null ? {} : {voice_call: cells.call}),
      ...(cells.chat === null ? {} : {chat: cells.chat}),
      logged_in_agents: cells.loggedIn,
      available_agents: cells.available,
      breakthrough_agents: 0,
    } as WaitRow;
  }

  #queue(index: number, lang: string): TrueQueue {
    const random = this.#random;
    const channels = CHANNELS.filter((_, place) => place === index % 2 || random.chance(0.6));
    const pace = () => 1 / random.between(15, 120);
    const rates = [pace(), pace(), 1 / random.between(15, 90), 1 / random.between(300, 1800)];
    const queue: TrueQueue = {
      id: index + 1,
      lang,
      channels,
      cells: {call: null, chat: null, available: random.below(5), loggedIn: 2 + random.below(20)},
      states: {call: 'open', chat: 'open'},
      rates,
      next: Float64Array.from(rates, rate => random.exponential(1 / rate)),
      flipsAt: index % 10 === 0 ? random.between(100, 1500) : Number.POSITIVE_INFINITY,
      isClosed: index % 20 === 0,
      load: {call: random.logNormal(1, 0.5) - 1, chat: random.logNormal(1, 0.5) - 1},
    };
    for (const channel of channels) this.#change(queue, channel);
    return queue;
  }

  #change(queue: TrueQueue, cell: WaitCell): void {
    const random = this.#random;
    if (cell === 'available' || cell === 'loggedIn') {
      const step = random.chance(0.5) ? 1 : -1;
      queue.cells[cell] = Math.max(0, (queue.cells[cell] ?? 0) + step);
      return;
    }
    if (!queue.channels.includes(cell)) return;
    queue.load[cell] = 0.85 * queue.load[cell] + 0.53 * (random.logNormal(1, 1) - 1);
    const wait = queue.isClosed ? 0 : Math.min(1800, Math.round(Math.exp(3.9 + 1.1 * queue.load[cell])));
    queue.cells[cell] = wait;
    const isFull = queue.states[cell] === 'over_capacity' ? wait > FULL_UNTIL_S : wait > FULL_FROM_S;
    queue.states[cell] = queue.isClosed ? 'after_hours' : isFull ? 'over_capacity' : 'open';
  }

  #flip(queue: TrueQueue): void {
    queue.flipsAt = Number.POSITIVE_INFINITY;
    queue.isClosed = !queue.isClosed;
    for (const channel of queue.channels) this.#change(queue, channel);
  }
}
