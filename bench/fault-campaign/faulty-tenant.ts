import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Random} from '../../source/simulator/floor/random.js';
import {type SimulatedTenant, startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {startConnectProxy} from './connect-proxy.js';
import {createForwarder} from './forwarder.js';
import {watchPlaintext} from './plaintext-watch.js';
import type {TenantFault} from './tenant-fault.js';
import {openPort} from './tenant-port.js';
import type {Way} from './way.js';

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
  /** Of the proxy on the way; null without one. */
  readonly proxyUrl: string | null;
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
  /** Credentials that somebody else on the way could read, and the like: sentences. */
  readonly breaches: () => readonly string[];
  readonly close: () => Promise<void>;
};

const ROOT = '/apps/api/v1';
const HOST = '127.0.0.1';

/** Starts it on a free port, and a proxy before it where the way has one. The same seed is the same floor, after a restart too. */
export async function startFaultyTenant(seed: number, way: Way): Promise<FaultyTenant> {
  const startTenant = (): Promise<SimulatedTenant> =>
    startSimulatedTenant({seed, agents: 60, queues: 8, languages: ['en'], rate: 0, speed: 20});
  let tenant = await startTenant();
  let forwarder = createForwarder(tenant);
  const watch = watchPlaintext([tenant.token, btoa(`${tenant.subdomain}:${tenant.token}`)]);
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
      await spoil({request, response, random, real, over, before, reset: () => port.reset(response.socket), elsewhere});
      return;
    }
    const {status, headers, body: bytes} = await real();
    if (response.destroyed) return;
    const {date: _date, connection: _connection, 'keep-alive': _keepAlive, ...others} = headers;
    response.writeHead(status, others as Record<string, string>);
    response.end(bytes);
  };
  const port = await openPort(
    way !== 'http',
    (request, response) => {
      // Whoever asks may be gone, and the tenant behind may be restarting.
      serve(request, response).catch(() => response.destroy());
    },
    watch,
  );
  const proxy = way === 'proxied' ? await startConnectProxy(port.port, watch) : null;

  const begin = async (fault: TenantFault, random: Random): Promise<void> => {
    let end = (): void => {};
    const over = new Promise<void>(resolve => {
      end = resolve;
    });
    now = {fault, random, over, end, met: 0};
    await port.begin(fault, random, over);
    if (fault.line === 'restarts') await tenant.close();
    if (fault.proxy) await proxy?.begin(fault.proxy, random, over);
  };
  const end = async (): Promise<number> => {
    const ended = now;
    if (!ended) return performance.now();
    if (ended.fault.line === 'restarts') {
      forwarder.close();
      tenant = await startTenant();
      forwarder = createForwarder(tenant);
    }
    now = null;
    await port.end();
    if (ended.fault.proxy) await proxy?.end();
    const at = performance.now();
    ended.end();
    return at;
  };

  return {
    baseUrl: `${way === 'http' ? `http://${HOST}` : 'https://localhost'}:${port.port}${ROOT}`,
    proxyUrl: proxy?.url ?? null,
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
    breaches: watch.breaches,
    close: async () => {
      await end();
      await proxy?.close();
      await port.close();
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
