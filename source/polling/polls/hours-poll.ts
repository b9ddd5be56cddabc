import type {Answer} from '../../api/client.js';
import type {ApiError} from '../../api/errors.js';
import {getQueuesStatus, type QueueStatusRow} from '../../api/operations/queues-status.js';
import {beforeSleep, type Clock, type Stamp} from '../../lib/clock.js';
import type {Picture} from '../../picture/picture.js';
import type {Queue} from '../../picture/queue.js';
import type {Candidate} from '../candidate.js';
import {type ForetoldHours, periodsOf, zoneOf} from '../queues/foretold-hours.js';

/** As far ahead as the tenant tells, hours. */
const HORIZON_H = 8;
const HOUR_MS = 3_600_000;
/** The first look waits until states have been told for so long, ms: they tell the tenant's time zone. */
const FIRST_MS = 3 * 60_000;
const AGAIN_MS = 2 * HOUR_MS;
/** A tenant that does not answer this is asked again after so long, ms. */
const ABSENT_MS = 6 * HOUR_MS;
/** With nothing due, what is due is worked out again after so long, ms. */
const QUIET_MS = 60_000;
/** Queues of one request: more would make its address longer than some servers take. */
const AT_ONCE = 50;
const MENU_TYPES: ReadonlySet<string> = new Set(['ivr_menu', 'mobile_menu', 'web_menu']);

/** Queues that one request can be about. */
type Group = {
  readonly key: string;
  readonly lang: string;
  readonly menuType: string;
  readonly queues: readonly Queue[];
};

/**
 * Asks for the opening hours of many queues at once, seldom: afterwards their states are looked at when they open or close,
 * and are not doubted for that at other times. Many tenants do not answer this operation; they are left alone.
 */
export class HoursPoll {
  readonly #picture: Picture;
  readonly #hours: ForetoldHours;
  readonly #clock: Clock;
  readonly #askedAt = new Map<string, Stamp>();
  #firstAt: number | null = null;
  #absentUntil = Number.NEGATIVE_INFINITY;
  #quietUntil = Number.NEGATIVE_INFINITY;
  /** The tenant's own time ahead of UTC, ms, once it is known. */
  #zone: number | null = null;

  constructor(picture: Picture, hours: ForetoldHours, clock: Clock) {
    this.#picture = picture;
    this.#hours = hours;
    this.#clock = clock;
  }

  candidates(): readonly Candidate[] {
    const now = this.#clock.now();
    this.#firstAt ??= isAnyTold(this.#picture) ? now + FIRST_MS : null;
    if (this.#firstAt === null || now < this.#firstAt || now < this.#absentUntil || now < this.#quietUntil) return [];
    const firstAt = this.#firstAt;
    const due = this.#groups().filter(({key}) => this.#dueAt(key, firstAt) <= now);
    // Large tenants have thousands of queues, and this is asked for every slot.
    if (due.length === 0) this.#quietUntil = now + QUIET_MS;
    return due.map(group => this.#candidate(group, firstAt));
  }

  /** The machine slept for `ms`: what was told of coming hours may be used up. */
  slept(ms: number): void {
    for (const [key, at] of this.#askedAt) this.#askedAt.set(key, beforeSleep(at, ms));
    this.#quietUntil = Number.NEGATIVE_INFINITY;
  }

  #candidate({key, lang, menuType, queues}: Group, firstAt: number): Candidate {
    return {
      key,
      kind: 'operation_status',
      label: `hours ${lang} ${menuType}`,
      operation: getQueuesStatus,
      input: {
        query: {
          lang,
          menu_type: menuType,
          'menu_id[]': queues.map(queue => queue.menuId),
          callback_period_hours: HORIZON_H,
        },
      },
      weight: 0,
      knownAt: this.#askedAt.get(key)?.mono ?? null,
      due: this.#dueAt(key, firstAt),
      plannedMs: AGAIN_MS,
      apply: answer => this.#apply(key, queues, answer),
      onError: error => this.#failed(key, error),
    };
  }

  #dueAt(key: string, firstAt: number): number {
    const askedAt = this.#askedAt.get(key);
    return askedAt ? askedAt.mono + AGAIN_MS : firstAt;
  }

  #groups(): readonly Group[] {
    const byKind = new Map<string, Queue[]>();
    for (const queue of this.#picture.queues.values()) {
      if (!queue.menuType || !MENU_TYPES.has(queue.menuType)) continue;
      const kind = `${queue.lang} ${queue.menuType}`;
      const known = byKind.get(kind);
      if (known) known.push(queue);
      else byKind.set(kind, [queue]);
    }
    return [...byKind.values()].flatMap(queues =>
      Array.from({length: Math.ceil(queues.length / AT_ONCE)}, (_, index) => {
        const some = queues.slice(index * AT_ONCE, (index + 1) * AT_ONCE);
        const {lang, menuType} = some[0] as Queue;
        return {key: `hours/${lang}/${menuType}/${index}`, lang, menuType: menuType ?? '', queues: some};
      }),
    );
  }

  #apply(key: string, queues: readonly Queue[], {data, at}: Answer<unknown>): void {
    this.#askedAt.set(key, at);
    const rows = new Map((data as {queues: readonly QueueStatusRow[]}).queues.map(row => [row.menu_id, row]));
    const told = queues.flatMap(queue => {
      const row = rows.get(queue.menuId);
      return row?.callback_periods ? [{queue, periods: periodsOf(row.callback_periods)}] : [];
    });
    for (const {queue, periods} of told) if (this.#isOpen(queue)) this.#zone ??= zoneOf(periods, at.wall);
    if (this.#zone === null) return;
    const zone = this.#zone;
    for (const {queue, periods} of told) {
      this.#hours.told(queue.key, periods, {
        at: at.wall,
        horizon: HORIZON_H * HOUR_MS,
        zone,
        isOpen: this.#isOpen(queue),
      });
    }
  }

  #isOpen({key}: Queue): boolean {
    const state = this.#picture.queues.get(key)?.states.call?.value;
    return state === 'open' || state === 'over_capacity';
  }

  /** An operation that the tenant lacks is no failure; anything else is. */
  #failed(key: string, {status}: ApiError): boolean {
    if (status === null || status < 400 || status >= 500 || status === 401 || status === 403 || status === 429)
      return false;
    this.#absentUntil = this.#clock.now() + ABSENT_MS;
    this.#askedAt.delete(key);
    return true;
  }
}

const isAnyTold = ({queues}: Picture): boolean => {
  for (const {states} of queues.values()) if (states.call) return true;
  return false;
};
