import {listWaitTimes, type WaitRow} from '../../api/operations/wait-times.js';
import type {Picture} from '../../picture/picture.js';
import type {Queue} from '../../picture/queue.js';
import {ALL_QUEUES, isWanted, type QueueFilter} from '../../picture/queue-filter.js';
import {Thresholds} from '../../picture/thresholds.js';
import {readWaitCell, WAIT_CELLS, type WaitCell} from '../../picture/wait-cells.js';
import {type Attention, lookingAtAll, weightOf} from '../attention.js';
import type {Candidate} from '../candidate.js';
import {chanceChanged, crawlIndex} from '../crawl-index.js';
import {QueueChangeRates} from '../queues/queue-change-rates.js';

/** Share of the slots that waits get under the staleness rule when everything is known once. */
const SHARE = 0.22;
/** A count of agents is looked at less than a wait. */
const CELL_WEIGHT: Readonly<Record<WaitCell, number>> = {call: 1, chat: 1, available: 0.5, loggedIn: 0.5};
/** A value near to one of the limits that colour it counts so many times. */
const NEAR_LIMIT = 2;

/** A language gets a new queue about once in so many seconds; no answer but this one tells of it. */
const NEW_QUEUE_S = 3600;

type Rates = Pick<QueueChangeRates, 'rate' | 'learn' | 'forget'>;

export const waitsKey = (lang: string): string => `waits/${lang}`;

/** One request per language tells the waits and staffing of all its queues; those not wanted are left out at once. */
export class WaitsPoll {
  readonly #picture: Picture;
  readonly #languages: readonly string[];
  readonly #filter: QueueFilter;
  readonly #attention: Attention;
  readonly #thresholds: Thresholds;
  readonly #rates: Rates;

  /** Without options: every queue, all looked at alike, the usual thresholds, and rates that are learned. */
  constructor(
    picture: Picture,
    languages: readonly string[],
    options: {
      readonly filter?: QueueFilter;
      readonly attention?: Attention;
      readonly thresholds?: Thresholds;
      readonly rates?: Rates | undefined;
    } = {},
  ) {
    this.#picture = picture;
    this.#languages = languages;
    this.#filter = options.filter ?? ALL_QUEUES;
    this.#attention = options.attention ?? lookingAtAll();
    this.#thresholds = options.thresholds ?? new Thresholds();
    this.#rates = options.rates ?? new QueueChangeRates();
  }

  candidates(): Candidate[] {
    return this.#languages.map(lang => ({
      key: waitsKey(lang),
      kind: 'waits',
      label: `waits ${lang}`,
      operation: listWaitTimes,
      input: {query: {lang}},
      weight: SHARE / this.#languages.length,
      knownAt: this.#picture.waitsAt.get(lang)?.mono ?? null,
      value: now => this.#value(lang, now),
      apply: answer => this.#apply(lang, answer.data as WaitRow[], answer.at),
    }));
  }

  /** Chance that a cell of a queue no longer says what the tenant would, at `now` (monotonic ms). */
  doubt(queue: Queue, cell: WaitCell, now: number): number {
    return chanceChanged((this.#rates.rate(queue.key, WAIT_CELLS.indexOf(cell)) * (now - queue.at.mono)) / 1000);
  }

  #value(lang: string, now: number): number {
    const asked = this.#picture.waitsAt.get(lang);
    const since = asked ? (now - asked.mono) / 1000 : 0;
    let value = crawlIndex(since, since / NEW_QUEUE_S);
    for (const queue of this.#picture.queues.values()) {
      if (queue.lang !== lang) continue;
      const age = (now - queue.at.mono) / 1000;
      let cells = 0;
      for (const [place, cell] of WAIT_CELLS.entries()) {
        const shown = readWaitCell(queue, cell);
        if (shown === null) continue;
        const near = this.#thresholds.isNear(queue, cell) ? NEAR_LIMIT : 1;
        cells += near * CELL_WEIGHT[cell] * crawlIndex(age, this.#rates.rate(queue.key, place) * age);
      }
      value += weightOf(this.#attention.queues, queue.key) * cells;
    }
    return value;
  }

  #apply(lang: string, rows: readonly WaitRow[], at: Queue['at']): void {
    const before = new Map([...this.#picture.queues].filter(([, queue]) => queue.lang === lang));
    const wanted = rows.filter(row => isWanted(this.#filter, row.materialized_path ?? ''));
    this.#picture.applyWaits(lang, wanted, at);
    for (const [key, was] of before) {
      const is = this.#picture.queues.get(key);
      if (is) this.#rates.learn(was, is, (at.mono - was.at.mono) / 1000);
    }
    this.#rates.forget(key => !this.#picture.queues.has(key));
  }
}
