import type {CallbackPeriod} from '../../api/operations/queues-status.js';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** No time zone is further from UTC. */
const FURTHEST_ZONE_MS = 14 * HOUR_MS;
/** How sure it is that a queue opens or closes when that was foretold, before anything was seen. */
const ASSUMED_HELD = 0.9;
/** What is assumed weighs as much as so many times seen. */
const ASSUMED_SEEN = 10;
/** With a smaller chance nothing is foretold any more: what was told means something else here. */
const TRUSTED = 0.5;
const SUREST = 0.99;

/** Quarters of an hour in which a queue takes call-backs, in the tenant's own time as if it were UTC, ms. */
export type Periods = readonly {readonly start: number; readonly end: number}[];

/** When a queue opens and closes, wall clock ms; nothing is foretold before `from` and after `until`. */
type Foretold = {readonly flips: readonly number[]; readonly from: number; readonly until: number};

/** The periods of an answer, in order; those that cannot be read are left out. */
export function periodsOf(rows: readonly CallbackPeriod[]): Periods {
  return rows
    .flatMap(({date, start_time: from, end_time: to}) => {
      const start = momentOf(date, from);
      const end = momentOf(date, to);
      if (start === null || end === null) return [];
      return [{start, end: end <= start ? end + 24 * HOUR_MS : end}];
    })
    .toSorted((a, b) => a.start - b.start);
}

/**
 * By how much the tenant's own time is ahead of UTC, ms, as told at `at` (wall clock ms) by the first period of a queue that
 * was open then: it begins with the next quarter of an hour. Null when that makes no sense.
 */
export function zoneOf(periods: Periods, at: number): number | null {
  const [first] = periods;
  if (!first) return null;
  const next = Math.ceil(at / QUARTER_MS) * QUARTER_MS;
  const ahead = first.start - next;
  return ahead % QUARTER_MS === 0 && Math.abs(ahead) <= FURTHEST_ZONE_MS ? ahead : null;
}

/**
 * What the newer queue status foretells of opening hours: call-backs are offered while a queue is open, so it opens where
 * periods begin and closes where they end. It tells nothing of capacity.
 */
export class ForetoldHours {
  readonly #byQueue = new Map<string, Foretold>();
  #held = 0;
  #seen = 0;

  /**
   * `periods`, told at `at` (wall clock ms) for the `horizon` ms after it, in a time that is `zone` ms ahead of UTC. `isOpen`:
   * whether the queue was open then, as far as that is known.
   */
  told(
    queueKey: string,
    periods: Periods,
    {at, horizon, zone, isOpen}: {at: number; horizon: number; zone: number; isOpen: boolean},
  ): void {
    const next = Math.ceil(at / QUARTER_MS) * QUARTER_MS;
    // The quarter that is on is not told; what begins with the next one may have begun before.
    const until = next + horizon - QUARTER_MS;
    const flips: number[] = [];
    // Open until the end of this quarter; one that is closed is as if it had been closed for long.
    let last = isOpen ? next : null;
    for (const {start, end} of periods) {
      const opens = start - zone;
      if (last !== null && opens > last) flips.push(last);
      if (last === null || opens > last) flips.push(opens);
      last = end - zone;
    }
    if (last !== null) flips.push(last);
    this.#byQueue.set(queueKey, {flips: flips.filter(flip => flip < until), from: at, until});
  }

  /** Openings and closings to be expected of a queue between two moments, wall clock ms; null where nothing is foretold. */
  expected(queueKey: string, from: number, to: number): number | null {
    const count = this.#chance < TRUSTED ? null : this.#count(queueKey, from, to);
    // As many as give that chance of a change.
    return count === null ? null : -count * Math.log1p(-Math.min(SUREST, this.#chance));
  }

  /** Whether a queue has opened or closed between two looks at it, wall clock ms. */
  learn(queueKey: string, from: number, to: number, hasFlipped: boolean): void {
    const count = this.#count(queueKey, from, to);
    if (count === null || count > 1 || (count === 0 && !hasFlipped)) return;
    this.#seen += 1;
    if (hasFlipped && count === 1) this.#held += 1;
  }

  forget(queueKey: string): void {
    this.#byQueue.delete(queueKey);
  }

  #count(queueKey: string, from: number, to: number): number | null {
    const foretold = this.#byQueue.get(queueKey);
    if (!foretold || from < foretold.from - HOUR_MS || to > foretold.until) return null;
    return foretold.flips.filter(flip => flip > from && flip <= to).length;
  }

  /** That a queue opens or closes when that is foretold, and only then. */
  get #chance(): number {
    return (ASSUMED_HELD * ASSUMED_SEEN + this.#held) / (ASSUMED_SEEN + this.#seen);
  }
}

/** `20250305` and `09:15` as if they were UTC, ms; null when they are not that. */
function momentOf(date: string | null | undefined, time: string | null | undefined): number | null {
  const day = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(date ?? '');
  const clock = /^(\d{1,2}):(\d{2})/.exec(time ?? '');
  if (!day || !clock) return null;
  const at = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]), Number(clock[1]), Number(clock[2]));
  return Number.isNaN(at) ? null : at;
}
