import {type LookupOptions, lookup} from 'node:dns';
import type {LookupFunction} from 'node:net';

type Callback = Parameters<LookupFunction>[2];

/**
 * `dns.lookup` that asks once for what several wait for. A look-up cannot be cancelled, and holds one of the process' four
 * threads until a dead name server is given up: those that files are written by.
 */
export function createSharedLookup(resolve: LookupFunction = lookup as LookupFunction): LookupFunction {
  const waiting = new Map<string, Callback[]>();
  return (hostname, options: LookupOptions, callback) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.all, options.order]);
    const others = waiting.get(key);
    if (others) {
      others.push(callback);
      return;
    }
    waiting.set(key, [callback]);
    resolve(hostname, options, (...found) => {
      const all = waiting.get(key) ?? [];
      waiting.delete(key);
      for (const one of all) one(...found);
    });
  };
}
