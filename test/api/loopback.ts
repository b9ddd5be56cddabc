import {createServer, type RequestListener, type Server} from 'node:http';
import {type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket} from 'node:net';
import {performance} from 'node:perf_hooks';

/** Where a server listens, and the way to end it with all its connections. */
export type Loopback = {readonly origin: string; readonly port: number; readonly close: () => Promise<void>};

/** An HTTP server on loopback that also notes when each request arrived, monotonic ms. */
export async function httpServer(handler: RequestListener): Promise<Loopback & {readonly arrivals: number[]}> {
  const arrivals: number[] = [];
  const server = createServer((request, response) => {
    arrivals.push(performance.now());
    handler(request, response);
  });
  const loopback = await listening(server);
  return {
    ...loopback,
    arrivals,
    close: () => {
      server.closeAllConnections();
      return loopback.close();
    },
  };
}

/** A raw TCP server on loopback; `onRequest` gets each head of a request as text, with its socket. */
export async function rawServer(
  onRequest: (socket: Socket, head: string, count: number) => void,
): Promise<Loopback & {readonly heads: string[]; readonly connections: () => number}> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createNetServer(socket => {
    connections += 1;
    sockets.add(socket);
    let text = '';
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        text = text.slice(end + 4 + length);
        heads.push(head);
        onRequest(socket, head, heads.length);
      }
    });
  });
  const loopback = await listening(server);
  return {
    ...loopback,
    heads,
    connections: () => connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return loopback.close();
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await rawServer(() => {});
  await server.close();
  return server.port;
}

/** A whole JSON answer as raw bytes. */
export const rawJson = (body: string, extra = ''): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${extra}\r\n${body}`;

function listening(server: Server | NetServer): Promise<Loopback> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      const close = () => new Promise<void>(done => server.close(() => done()));
      resolve({origin: `http://127.0.0.1:${port}`, port, close});
    });
  });
}
