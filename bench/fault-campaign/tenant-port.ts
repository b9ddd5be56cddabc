import {createServer, type RequestListener} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {type AddressInfo, createServer as createNetServer, type Server, type Socket} from 'node:net';
import type {Random} from '../../source/simulator/floor/random.js';
import {CERTIFICATES} from './certificates.js';
import type {PlaintextWatch} from './plaintext-watch.js';
import {type StandIn, startStandIn} from './stand-in-listener.js';
import type {TenantFault} from './tenant-fault.js';

/** The port that a tenant listens on for its whole life, and everything that can be done to it below single requests. */
export type TenantPort = {
  readonly port: number;
  /** Resets a request's connection; of one that speaks TLS, the one below. */
  readonly reset: (socket: Socket | null) => void;
  readonly begin: (fault: TenantFault, random: Random, over: Promise<void>) => Promise<void>;
  /** Resolves when the port is well again. */
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Between two sweeps of idle connections, ms: so short that many of them meet a request on its way. */
const SWEEP_MS = 3;
const HOST = '127.0.0.1';

/** Opens a free one; `watch` is shown what comes to whoever stands there in the tenant's place. */
export async function openPort(isTls: boolean, onRequest: RequestListener, watch: PlaintextWatch): Promise<TenantPort> {
  /** Connections as the system has them, by the client's port. */
  const connections = new Map<number | undefined, Socket>();
  let now: TenantFault | null = null;
  let sweeper: NodeJS.Timeout | null = null;
  let impostor: Server | null = null;
  let standIn: StandIn | null = null;
  const secure = isTls ? createTlsServer(CERTIFICATES.right, onRequest) : null;
  const server = secure ?? createServer(onRequest);
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    const {remotePort} = socket;
    connections.set(remotePort, socket);
    socket.on('close', () => {
      if (connections.get(remotePort) === socket) connections.delete(remotePort);
    });
    socket.on('error', () => {});
    if (now?.line === 'resets') socket.resetAndDestroy();
  });
  // Of one that does not get as far as speaking TLS, too.
  server.on('clientError', (_error, socket) => socket.destroy());
  const closeConnections = (): void => {
    for (const socket of connections.values()) socket.destroy();
  };
  const stopListening = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      closeConnections();
    });
  await listen(server, 0);
  const {port} = server.address() as AddressInfo;

  const end = async (): Promise<void> => {
    const ended = now;
    now = null;
    if (sweeper) clearInterval(sweeper);
    sweeper = null;
    if (ended?.certificate) secure?.setSecureContext(CERTIFICATES.right);
    // Whom it has met it lets go of by itself, once the port is the tenant's again.
    impostor?.close();
    impostor = null;
    await standIn?.end();
    standIn = null;
    if (!server.listening) await listen(server, port);
  };

  return {
    port,
    reset: socket => {
      // One that has gone has no port any more.
      if (socket?.remotePort !== undefined) connections.get(socket.remotePort)?.resetAndDestroy();
    },
    begin: async (fault, random, over) => {
      now = fault;
      const {line, certificate, impostor: meet} = fault;
      if (line === 'refuses' || line === 'restarts' || line === 'drops' || meet) await stopListening();
      if (certificate) secure?.setSecureContext(certificate);
      if (line === 'resets' || certificate) closeConnections();
      if (line === 'closes-idle') sweeper = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      if (line === 'drops') standIn = await startStandIn(HOST, port);
      if (!meet) return;
      impostor = createNetServer(socket => {
        socket.on('error', () => {});
        socket.on('data', watch.stream(`whoever stood in the tenant's place (${fault.name})`));
        meet({socket, random, over});
        void over.then(() => setImmediate(() => socket.destroy()));
      });
      await listen(impostor, port);
    },
    end,
    close: async () => {
      await end();
      await stopListening();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
