import type {Clock} from '../../source/lib/clock.js';

/** A clock that stands still until it is moved. */
export type ManualClock = Clock & {
  /** Moves both clocks on by `ms`, waking sleepers at their times and letting what they do settle. */
  readonly advance: (ms: number) => Promise<void>;
  /** Moves only the wall clock, as a correction of the machine's time does. */
  readonly jumpWall: (ms: number) => void;
  /** How many sleeps are under way. */
  readonly sleepers: () => number;
};

type Sleeper = {readonly until: number; readonly wake: () => void};

/** Starts at monotonic 1000 ms and 2026-03-02 08:00 UTC. */
export function manualClock(): ManualClock {
  let mono = 1000;
  let wall = Date.UTC(2026, 2, 2, 8);
  const sleepers = new Set<Sleeper>();

  const earliest = (): Sleeper | undefined => [...sleepers].sort((a, b) => a.until - b.until)[0];

  return {
    now: () => mono,
    wall: () => wall,
    sleep(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        signal?.throwIfAborted();
        if (ms <= 0) {
          resolve();
          return;
        }
        const end = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          end();
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: mono + ms,
          wake: () => {
            end();
            resolve();
          },
        };
        signal?.addEventListener('abort', onAbort, {once: true});
        sleepers.add(sleeper);
      });
    },
    async advance(ms) {
      const until = mono + ms;
      await settle();
      for (let next = earliest(); next && next.until <= until; next = earliest()) {
        wall += next.until - mono;
        mono = next.until;
        next.wake();
        await settle();
      }
      wall += until - mono;
      mono = until;
      await settle();
    },
    jumpWall(ms) {
      wall += ms;
    },
    sleepers: () => sleepers.size,
  };
}

/** Lets every promise that can go on go on. */
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
