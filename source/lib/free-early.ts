import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import type {Clock} from './clock.js';

/** How often what was read and sent is freed, ms: some megabytes of a fast transfer. */
const EVERY_MS = 25;

type Collect = (options: {readonly type: 'minor'}) => void;

/**
 * Does `work` and frees the buffers behind it as it goes. Every piece of a file lies in memory of its own outside of the
 * heap, and V8 looks at those only once 32 MB have gathered (twice its young generation): bench/transfer.ts shows what
 * that costs. Freeing the young alone takes about a millisecond.
 */
export async function freeEarly<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  const done = new AbortController();
  const freeing = (async () => {
    while (!done.signal.aborted) {
      await clock.sleep(EVERY_MS, done.signal);
      collect({type: 'minor'});
    }
  })().catch(() => {});
  try {
    return await work();
  } finally {
    done.abort();
    await freeing;
  }
}
