import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import type {Random} from '../../source/simulator/floor/random.js';
import type {PlaintextWatch} from './plaintext-watch.js';
import type {ProxyFault} from './tenant-fault.js';

/** A proxy that makes tunnels to one port of this machine, and can be disturbed. */
export type ConnectProxy = {
  readonly url: string;
  readonly begin: (fault: ProxyFault, random: Random, over: Promise<void>) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const HOST = '127.0.0.1';
/** Between two cuts of all tunnels, ms. */
const CUT_EVERY_MS = 40;
/** A tunnel that is to be cut in an answer lets so many bytes through, at least and at most: about a handshake, and more. */
const LET_THROUGH = [1200, 5000] as const;

/** Starts it on a free port. `watch` is shown every byte that comes from the console. */
export async function startConnectProxy(target: number, watch: PlaintextWatch): Promise<ConnectProxy> {
  let now: {fault: ProxyFault; random: Random; over: Promise<void>} | null = null;
  let cutter: NodeJS.Timeout | null = null;
  const sockets = new Set<Socket>();
  /** Bytes that each tunnel may still bring the console before it is cut; none where there is no limit. */
  const left = new Map<Socket, number>();

  const cut = (socket: Socket): void => {
    if (now?.random.chance(0.5)) socket.resetAndDestroy();
    else socket.destroy();
  };
  const cutAll = (): void => {
    for (const socket of sockets) cut(socket);
  };
  const limit = (socket: Socket): void => {
    if (now?.fault === 'cuts-in-answers') left.set(socket, Math.round(now.random.between(...LET_THROUGH)));
  };

  const makeTunnel = (socket: Socket, early: Buffer): void => {
    if (socket.destroyed) return;
    let isMade = false;
    const upstream = connect(target, HOST, () => {
      isMade = true;
      limit(socket);
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(early);
      socket.pipe(upstream);
    });
    upstream.on('error', () => {});
    upstream.on('data', chunk => {
      const most = left.get(socket) ?? Number.POSITIVE_INFINITY;
      if (chunk.length >= most) {
        socket.write(chunk.subarray(0, most));
        cut(socket);
        return;
      }
      if (left.has(socket)) left.set(socket, most - chunk.length);
      if (socket.write(chunk)) return;
      upstream.pause();
      socket.once('drain', () => upstream.resume());
    });
    upstream.on('close', hadError => {
      if (!isMade) socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      else if (hadError) socket.resetAndDestroy();
      else socket.end();
    });
    socket.on('close', () => upstream.destroy());
  };

  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      left.delete(socket);
    });
    socket.on('data', watch.stream('the proxy'));
    let head = '';
    const onData = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onData);
      const [line = ''] = head.split('\r\n');
      if (!line.startsWith(`CONNECT localhost:${target} `)) watch.found(`the proxy was asked for ${line}`);
      const tunnel = (): void => makeTunnel(socket, Buffer.from(head.slice(end + 4), 'latin1'));
      if (now && typeof now.fault === 'function') now.fault({socket, random: now.random, over: now.over, tunnel});
      else tunnel();
    };
    socket.on('data', onData);
  });
  const listen = (port: number): Promise<void> =>
    new Promise(resolve => void server.listen(port, HOST, () => resolve()));
  const stop = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const {port} = server.address() as AddressInfo;

  return {
    url: `http://${HOST}:${port}`,
    begin: async (fault, random, over) => {
      now = {fault, random, over};
      if (fault === 'refuses') await stop();
      else if (fault === 'cuts-in-answers') for (const socket of sockets) limit(socket);
      else cutAll();
      if (fault === 'cuts') cutter = setInterval(cutAll, CUT_EVERY_MS);
    },
    end: async () => {
      const wasListening = now?.fault !== 'refuses';
      if (cutter) clearInterval(cutter);
      cutter = null;
      now = null;
      left.clear();
      if (!wasListening) await listen(port);
    },
    close: stop,
  };
}
