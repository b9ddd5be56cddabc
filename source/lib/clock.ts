/** A moment, read on both clocks at once. `mono` (ms) never jumps; `wall` (ms since the epoch) survives sleep. */
export type Stamp = {readonly mono: number; readonly wall: number};

/** The only source of time in the program; passed in, so that tests and benches bring their own. */
export type Clock = {
  /** Monotonic milliseconds, with fractions. Never goes back, has no epoch. */
  readonly now: () => number;
  /** Wall clock, whole milliseconds since 1970. May jump either way. */
  readonly wall: () => number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. Never earlier than asked. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** Timers cannot be longer than 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 2_000_000_000;
/** Sleeps up to this are ended to a fraction of a millisecond: at many requests a second, late timers cost slots. */
const PRECISE_UP_TO_MS = 110;

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    const until = performance.now() + ms;
    // Timers may fire up to a millisecond early, and up to two late.
    for (let left = ms; left > 0; left = until - performance.now()) {
      if (ms > PRECISE_UP_TO_MS) await timer(Math.min(Math.ceil(left), LONGEST_TIMER_MS), signal);
      else if (left >= 3) await timer(Math.floor(left) - 2, signal);
      else await nextTurn();
      signal?.throwIfAborted();
    }
  },
};

/** Both clocks, now. */
export const stampOf = (clock: Clock): Stamp => ({mono: clock.now(), wall: clock.wall()});

/** The stamp as it would read if the monotonic clock had gone on through a sleep of `ms` that came after it. */
export const beforeSleep = ({mono, wall}: Stamp, ms: number): Stamp => ({mono: mono - ms, wall});

/**
 * Age of `stamp` in ms, at least 0. The larger of the two clocks' answers: a monotonic clock stands still while a
 * laptop sleeps, and a value must never look younger than it is.
 */
export const ageOf = (clock: Clock, stamp: Stamp): number =>
  Math.max(0, clock.now() - stamp.mono, clock.wall() - stamp.wall);

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(running);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const running = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
