import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import type {Random} from '../../source/simulator/floor/random.js';
import {type SimulatedTenant, startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {createForwarder} from './forwarder.js';
import {type StandIn, startStandIn} from './stand-in-listener.js';
import type {TenantFault} from './tenant-fault.js';

/** A request as it reached the tenant's port. */
export type Arrival = {
  /** Monotonic ms. */
  readonly at: number;
  /** Ms since the epoch, to compare with the audit log. */
  readonly wall: number;
  readonly method: string;
  /** Below the API root. */
  readonly path: string;
  /** Parsed JSON, or the text that is none; null where there was no body. */
  readonly body: unknown;
  /** What was answered; null as long as nothing was, and for ever where nothing is. */
  status: number | null;
  /** As told by a 429, or null. */
  retryAfter: string | null;
};

/** A tenant that has faults when told to, on one port for its whole life. */
export type FaultyTenant = {
  readonly baseUrl: string;
  readonly tenant: () => SimulatedTenant;
  /** Every change that arrived, oldest first. */
  readonly changes: readonly Arrival[];
  /** Called when a request has been answered, or at its arrival with status null. */
  readonly listen: (listener: (arrival: Arrival) => void) => () => void;
  readonly begin: (fault: TenantFault, random: Random) => Promise<void>;
  /** Ends the fault that is on; resolves to the moment when the tenant was well again, monotonic ms. */
  readonly end: () => Promise<number>;
  /**
   * Whether answers tell the tenant's time, as those of most servers do: then a console that is refused (429) takes turns
   * with others that it believes in, and is not back at once.
   */
  readonly tellDate: (isTold: boolean) => void;
  /** Requests that came where a redirect had pointed to. */
  readonly astray: () => number;
  readonly close: () => Promise<void>;
};

const ROOT = '/apps/api/v1';
/** Between two sweeps of idle connections, ms: so short that many of them meet a request on its way. */
const SWEEP_MS = 3;
const HOST = '127.0.0.1';

/** Starts it on a free port. The same seed is the same floor, after a restart too. */
export async function startFaultyTenant(seed: number): Promise<FaultyTenant> {
  const startTenant = (): Promise<SimulatedTenant> =>
    startSimulatedTenant({seed, agents: 60, queues: 8, languages: ['en'], rate: 0, speed: 20});
  let tenant = await startTenant();
  let forwarder = createForwarder(tenant);
  const changes: Arrival[] = [];
  const listeners = new Set<(arrival: Arrival) => void>();
  const tell = (arrival: Arrival): void => {
    for (const listener of listeners) listener(arrival);
  };
  let now: {fault: TenantFault; random: Random; over: Promise<void>; end: () => void; met: number} | null = null;
  let astray = 0;
  let hasDate = true;
  const trap = createServer((_request, response) => {
    astray += 1;
    response.end('[]');
  });
  await new Promise<void>(resolve => trap.listen(0, HOST, resolve));
  const elsewhere = `http://${HOST}:${(trap.address() as AddressInfo).port}`;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = performance.now();
    const wall = Date.now();
    response.sendDate = hasDate;
    request.on('error', () => {});
    response.on('error', () => {});
    const body = await bodyOf(request);
    // A change of which only the beginning came was never asked for.
    if (body === null) return;
    const path = (request.url ?? '').replace(ROOT, '');
    const method = request.method ?? '';
    const arrival: Arrival = {at, wall, method, path, body: jsonOf(body), status: null, retryAfter: null};
    if (method !== 'GET') changes.push(arrival);
    tell(arrival);
    response.on('finish', () => {
      arrival.status = response.statusCode;
      const told = response.getHeader('retry-after');
      arrival.retryAfter = told === undefined ? null : String(told);
      tell(arrival);
    });
    let answered: ReturnType<typeof forwarder.ask> | null = null;
    const real = () => {
      // A change is done once, whatever becomes of its answer.
      answered ??= forwarder.ask(request, body);
      return answered;
    };
    const spoil = now?.fault.spoil;
    if (now && spoil) {
      const {random, over, met: before} = now;
      now.met += 1;
      await spoil({request, response, random, real, over, before, elsewhere});
      return;
    }
    const {status, headers, body: bytes} = await real();
    if (response.destroyed) return;
    const {date: _date, connection: _connection, 'keep-alive': _keepAlive, ...others} = headers;
    response.writeHead(status, others as Record<string, string>);
    response.end(bytes);
  };
  const server = createServer((request, response) => {
    // Whoever asks may be gone, and the tenant behind may be restarting.
    serve(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    if (now?.fault.line === 'resets') socket.resetAndDestroy();
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stopListening = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const {port} = server.address() as AddressInfo;
  let sweeper: NodeJS.Timeout | null = null;
  let standIn: StandIn | null = null;

  const begin = async (fault: TenantFault, random: Random): Promise<void> => {
    let end = (): void => {};
    const over = new Promise<void>(resolve => {
      end = resolve;
    });
    now = {fault, random, over, end, met: 0};
    if (fault.line === 'refuses' || fault.line === 'restarts') await stopListening();
    if (fault.line === 'resets') server.closeAllConnections();
    if (fault.line === 'closes-idle') sweeper = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    if (fault.line === 'restarts') await tenant.close();
    if (fault.line === 'drops') {
      await stopListening();
      standIn = await startStandIn(HOST, port);
    }
  };
  const end = async (): Promise<number> => {
    const ended = now;
    if (!ended) return performance.now();
    if (sweeper) clearInterval(sweeper);
    sweeper = null;
    if (ended.fault.line === 'restarts') {
      forwarder.close();
      tenant = await startTenant();
      forwarder = createForwarder(tenant);
    }
    now = null;
    if (ended.fault.line === 'drops') {
      await standIn?.end();
      standIn = null;
      await listen(port);
    }
    if (ended.fault.line === 'refuses' || ended.fault.line === 'restarts') await listen(port);
    const at = performance.now();
    ended.end();
    return at;
  };

  return {
    baseUrl: `http://${HOST}:${port}${ROOT}`,
    tenant: () => tenant,
    changes,
    listen: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin,
    end,
    tellDate: isTold => {
      hasDate = isTold;
    },
    astray: () => astray,
    close: async () => {
      await end();
      await stopListening();
      forwarder.close();
      await tenant.close();
      trap.close();
      trap.closeAllConnections();
    },
  };
}

/** The whole body; null when the client went away before its end. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (request.method === 'GET') return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    return request.complete ? Buffer.concat(chunks) : null;
  } catch {
    return null;
  }
}

function jsonOf(body: Buffer): unknown {
  if (body.length === 0) return null;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return body.toString('utf8');
  }
}
