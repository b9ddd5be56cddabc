import {readFileSync} from 'node:fs';

/** How often this process looks whether it is late itself, ms. */
const TICK_MS = 5;
/** Timers have whole milliseconds: so much later is on time. */
const TIMER_MS = 1.5;

/** What the machine, not the console, is late by. */
export type SlackMeter = {
  /** Begins a stretch that ends with the returned function, which tells its slack in ms. */
  readonly begin: (pid: number) => () => number;
  readonly close: () => void;
};

/** Ms that a process' main thread has waited for a processor since its start; 0 where the system does not tell. */
function waitedOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * Measures slack in two parts that add up: how long the console, ready to run, waited for a processor (Linux' schedstat), and
 * how long this process, the tenant in it, could not look at its sockets, by a timer beside them.
 */
export function startSlackMeter(): SlackMeter {
  const late = new Set<{ms: number}>();
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const lateBy = Math.max(0, now - before - TICK_MS - TIMER_MS);
    for (const one of late) one.ms += lateBy;
    before = now;
  }, TICK_MS);
  timer.unref();
  return {
    begin: pid => {
      const waited = waitedOf(pid);
      const own = {ms: 0};
      late.add(own);
      return () => {
        late.delete(own);
        // The tick that is due now may not have come yet.
        const due = Math.max(0, performance.now() - before - TICK_MS);
        return Math.max(0, waitedOf(pid) - waited) + own.ms + due;
      };
    },
    close: () => clearInterval(timer),
  };
}
