import type {Clock} from '../../source/lib/clock.js';

/** A clock that stands still until it is moved. */
export type ManualClock = Clock & {readonly advance: (ms: number) => void};

/** Starts at monotonic 1000 ms and 2026-03-02 08:00 UTC. */
export function manualClock(): ManualClock {
  let mono = 1000;
  let wall = Date.UTC(2026, 2, 2, 8);
  return {
    now: () => mono,
    wall: () => wall,
    sleep: () => Promise.reject(new Error('The simulated tenant must not sleep')),
    advance(ms) {
      mono += ms;
      wall += ms;
    },
  };
}
