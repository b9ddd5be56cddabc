const DAY_MS = 86_400_000;
/** Flips this near to a time of day at which there was one before belong to it, ms. */
const SAME_TIME_MS = 5 * 60_000;
/** A look that comes later than this after the one before does not tell at what time a queue opened or closed, ms. */
const TELLS_WITHIN_MS = 15 * 60_000;
/** Times of day kept; a tenant has a few opening hours, not hundreds. */
const MOST_TIMES = 48;
/** Expected flips of a queue of the tenant when such a time passes. */
const AT_A_TIME = 0.7;

/** A time of day, in ms since midnight UTC, and how often queues opened or closed then. */
export type OpeningTime = {readonly time: number; readonly count: number};

/**
 * The times of day at which queues of a tenant open and close, learned from flips to and from after hours: most queues do
 * at the same few times, and at the same time every day.
 */
export class OpeningTimes {
  #times: readonly OpeningTime[] = [];

  get times(): readonly OpeningTime[] {
    return this.#times;
  }

  remember(times: readonly OpeningTime[]): void {
    this.#times = times.slice(0, MOST_TIMES);
  }

  /** A queue opened or closed between two looks, at wall clock ms. */
  learn(from: number, to: number): void {
    if (to - from > TELLS_WITHIN_MS) return;
    const time = ((from + to) / 2) % DAY_MS;
    const known = this.#times.find(one => apart(one.time, time) <= SAME_TIME_MS);
    const others = this.#times.filter(one => one !== known);
    const mean = known ? {time: known.time + (time - known.time) / (known.count + 1), count: known.count + 1} : null;
    this.#times = [...others, mean ?? {time, count: 1}].toSorted((a, b) => b.count - a.count).slice(0, MOST_TIMES);
  }

  /** Expected openings and closings of a queue between two moments of the wall clock, ms. */
  expected(from: number, to: number): number {
    if (to <= from) return 0;
    let expected = 0;
    for (const {time, count} of this.#times) {
      const passes = Math.floor((to - time) / DAY_MS) - Math.floor((from - time) / DAY_MS);
      expected += passes * AT_A_TIME * Math.min(1, count / 3);
    }
    return expected;
  }
}

/** Around midnight the end of one day is near the beginning of the next. */
const apart = (a: number, b: number): number => {
  const distance = Math.abs(a - b);
  return Math.min(distance, DAY_MS - distance);
};
