import {Duplex} from 'node:stream';
import type {buildConnector} from 'undici';
import type {Clock} from '../lib/clock.js';

/** A slot and a half: who waits for a connection is to be back within three. */
const SLOTS = 1.5;
const SHORTEST_MS = 750;
const LONGEST_MS = 2000;
/** So many at a time, at most. */
const MOST = 5;

const noop = (): void => {};

/** After so long, ms, one more connection is tried beside those that are being made, where slots are `slotMs` apart. */
export const hedgeMs = (slotMs: number): number => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, SLOTS * slotMs));

/**
 * A connector whose connections do not depend on one packet. The kernel repeats a lost SYN after 1, 2, 4 … s: whoever waits
 * for it comes back late, by seconds, when a line is there again. So one more connection is begun every `everyMs`, until
 * `isOver`; the first that is made, or fails, decides. The others are closed: sockets at once, tunnels as soon as they are made.
 */
export function hedged(
  connect: buildConnector.connector,
  {
    clock,
    everyMs,
    isOver = () => false,
  }: {readonly clock: Clock; readonly everyMs: number; readonly isOver?: () => boolean},
): buildConnector.connector {
  return (options, callback) => {
    const over = new AbortController();
    const begun: unknown[] = [];
    const begin = (): void => {
      let making: unknown;
      const ends: buildConnector.Callback = (error, socket) => {
        if (over.signal.aborted) {
          socket?.on('error', noop).destroy();
          return;
        }
        over.abort();
        for (const other of begun) if (other !== making && other instanceof Duplex) other.on('error', noop).destroy();
        if (error) callback(lasting(error), null);
        else callback(null, socket as NonNullable<typeof socket>);
      };
      // undici returns the socket that it connects, though its types do not say so; a tunnel's is known only when made.
      making = connect(options, ends);
      begun.push(making);
    };
    const more = async (): Promise<void> => {
      while (begun.length < MOST) {
        await clock.sleep(everyMs, over.signal);
        if (over.signal.aborted || isOver()) return;
        begin();
      }
    };
    begin();
    more().catch(noop);
  };
}

/**
 * undici connects again at once, and tells nobody, when a connection fails to be made with the code of a socket that was
 * closed by the other side: a proxy that hangs up would be asked a thousand times a second.
 */
const lasting = (error: Error): Error =>
  'code' in error && error.code === 'UND_ERR_SOCKET' ? new Error('closed while connecting', {cause: error}) : error;
