import {setTimeout as sleep} from 'node:timers/promises';

/** How often a condition is looked at that tells of itself by nothing, ms. */
const LOOK_MS = 10;

/** Whether `condition` holds within `ms`; false as soon as `signal` aborts. */
export async function until(condition: () => boolean, ms: number, signal?: AbortSignal): Promise<boolean> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end || signal?.aborted) return false;
    await sleep(LOOK_MS);
  }
  return true;
}
