import {Duplex} from 'node:stream';
import type {buildConnector} from 'undici';
import type {Clock} from '../lib/clock.js';

/** After so long, ms, one more connection is tried beside those that are being made. */
export const HEDGE_MS = 2000;
/** So many at a time, at most. */
const MOST = 5;

const noop = (): void => {};

/**
 * A connector whose connections do not depend on one packet. The kernel repeats a lost SYN after 1, 2, 4 … s: whoever waits
 * for it comes back late, by seconds, when a line is there again. So one more connection is begun every 2 s; the first that
 * is made, or fails, decides, and the others are closed.
 */
export function hedged(connect: buildConnector.connector, clock: Clock): buildConnector.connector {
  return (options, callback) => {
    const over = new AbortController();
    const begun: unknown[] = [];
    const begin = (): void => {
      // undici returns the socket that it connects, though its types do not say so; a tunnel's is known only when made.
      const making: unknown = connect(options, (...outcome) => {
        const [, socket] = outcome;
        if (over.signal.aborted) {
          socket?.on('error', noop).destroy();
          return;
        }
        over.abort();
        for (const other of begun) if (other !== making && other instanceof Duplex) other.on('error', noop).destroy();
        callback(...outcome);
      });
      begun.push(making);
    };
    const more = async (): Promise<void> => {
      while (begun.length < MOST) {
        await clock.sleep(HEDGE_MS, over.signal);
        if (over.signal.aborted) return;
        begin();
      }
    };
    begin();
    more().catch(noop);
  };
}
