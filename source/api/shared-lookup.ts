import {type LookupOptions, lookup} from 'node:dns';
import type {LookupFunction} from 'node:net';
import type {Clock} from '../lib/clock.js';

type Callback = Parameters<LookupFunction>[2];
type Waiting = {readonly callbacks: Callback[]; readonly since: number; count: number};

/** A look-up that takes longer, ms, may wait for a name server that is gone with the network: one more is made beside it. */
const SLOW_MS = 2000;
const MOST = 2;

/**
 * `dns.lookup` that asks once, or twice where that takes long, for what several wait for. A look-up cannot be cancelled, and
 * holds one of the process' four threads until a dead name server is given up: those that files are written by.
 */
export function createSharedLookup(
  clock: Pick<Clock, 'now'>,
  resolve: LookupFunction = lookup as LookupFunction,
): LookupFunction {
  const all = new Map<string, Waiting>();
  return (hostname, options: LookupOptions, callback) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.all, options.order]);
    const waiting = all.get(key) ?? {callbacks: [], since: clock.now(), count: 0};
    waiting.callbacks.push(callback);
    const isEnough = waiting.count >= (clock.now() - waiting.since < SLOW_MS ? 1 : MOST);
    if (isEnough) return;
    waiting.count += 1;
    all.set(key, waiting);
    resolve(hostname, options, (...found) => {
      // The other one was faster.
      if (all.get(key) !== waiting) return;
      all.delete(key);
      for (const one of waiting.callbacks) one(...found);
    });
  };
}
