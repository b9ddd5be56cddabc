import {createServer, type Server} from 'node:http';
import {type Clock, systemClock} from '../lib/clock.js';
import {createEndUserBook} from './end-user-book.js';
import {createFloor, type Floor} from './floor/floor.js';
import {DAY_MS} from './floor/opening-hours.js';
import {createRandom} from './floor/random.js';
import {STATUSES} from './floor/statuses.js';
import {basicAuth} from './http/basic-auth.js';
import {createRateLimit} from './http/rate-limit.js';
import {API_ROOT, createRequestHandler} from './http/request-handler.js';
import {createRequestLog, type RequestRecord} from './http/request-log.js';
import {createRouteTable} from './http/route-table.js';
import type {TenantState} from './tenant-state.js';

/** What can be chosen; every part has a default. */
export type SimulatedTenantOptions = {
  /** Same seed, same floor (default 1). */
  readonly seed?: number;
  /** Floor seconds per second (default 1). The rate limit stays in wall time. */
  readonly speed?: number;
  /** Requests per second and customer (default 1); 0 or Infinity for no limit. */
  readonly rate?: number;
  /** Users (default 300, up to 10,000). */
  readonly agents?: number;
  /** Leaf menus (default 40, up to 2,000); each has a queue per language. */
  readonly queues?: number;
  /** Default en and fr. */
  readonly languages?: readonly string[];
  /** Default: any free one. */
  readonly port?: number;
  /** Address to listen on (default 127.0.0.1). */
  readonly host?: string;
  /** Default "demo". */
  readonly subdomain?: string;
  /** Default: drawn from the seed. */
  readonly token?: string;
  /** Tell the reason of a deflected escalation, which the documented API does not (default false). */
  readonly discloseDeflection?: boolean;
  /** Send `Retry-After: 1` with a 429 (default true). */
  readonly retryAfter?: boolean;
  /** Send Link, Total and Per-Page with pages of users (default true). */
  readonly pagingHeaders?: boolean;
  /** More agents than this make a change a background job (default 100). */
  readonly jobThreshold?: number;
  /** The floor's local time at the start, read from the UTC fields (default: today, 10:15). */
  readonly startsAt?: Date;
  readonly clock?: Clock;
};

/** A running simulated tenant. */
export type SimulatedTenant = {
  /** The API root, `/apps/api/v1` included. */
  readonly baseUrl: string;
  readonly subdomain: string;
  readonly token: string;
  /** Names of presences by id. */
  readonly statuses: ReadonlyMap<number, string>;
  /** Names of teams by id. */
  readonly teams: ReadonlyMap<number, string>;
  /** Chats that are with the virtual agent now, lowest id first; those from 81501 stay there until escalated or finished. */
  readonly virtualAgentChats: () => readonly {readonly id: number; readonly path: string}[];
  /** The floor behind the API; moves on with each request. */
  readonly floor: Floor;
  /** The last 1000 requests, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Calls the listener after each request; the returned function stops that. */
  readonly onRequest: (listener: (record: RequestRecord) => void) => () => void;
  /** Stops listening and ends every connection. May be called again. */
  readonly close: () => Promise<void>;
};

const KEPT_REQUESTS = 1000;

/** Starts a simulated tenant on HTTP. Rejects when the port cannot be had or a size is out of range. */
export async function startSimulatedTenant(options: SimulatedTenantOptions = {}): Promise<SimulatedTenant> {
  const {seed = 1, speed = 1, subdomain = 'demo', host = '127.0.0.1', clock = systemClock} = options;
  const token = options.token ?? tokenOf(seed);
  const log = createRequestLog(KEPT_REQUESTS);
  const {state, catchUp} = openTenant(options, speed, clock);
  const handler = createRequestHandler({
    clock,
    isAllowed: basicAuth(subdomain, token),
    rateLimit: createRateLimit(options.rate ?? 1),
    retryAfter: options.retryAfter ?? true,
    routes: createRouteTable(state),
    log,
    catchUp,
  });
  const server = createServer(handler);
  const port = await listen(server, options.port ?? 0, host);
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}${API_ROOT}`,
    subdomain,
    token,
    statuses: new Map(STATUSES.map(({id, name}) => [id, name])),
    teams: new Map(state.floor.teams.map(({id, name}) => [id, name])),
    virtualAgentChats: () => state.floor.chats.withBot().map(({id, contact}) => ({id, path: contact.queue.menu.path})),
    floor: state.floor,
    requests: log.records,
    onRequest: log.onRequest,
    close: () => close(server),
  };
}

function openTenant(
  options: SimulatedTenantOptions,
  speed: number,
  clock: Clock,
): {readonly state: TenantState; readonly catchUp: () => void} {
  const {seed = 1, agents = 300, queues = 40, languages = ['en', 'fr']} = options;
  checkRange('agents', agents, 1, 10_000);
  checkRange('queues', queues, 1, 2000);
  if (!(speed > 0 && speed <= 100_000)) throw new RangeError('speed must be above 0 and at most 100000');
  if (languages.length === 0) throw new RangeError('languages must name at least one language');
  const startsAt = options.startsAt?.getTime() ?? Math.floor(clock.wall() / DAY_MS) * DAY_MS + 10.25 * 3_600_000;
  const floor = createFloor({random: createRandom(seed), agents, queues, languages, startsAt});
  // Read after building, which takes a while on large floors.
  const mono = clock.now();
  const wall = clock.wall();
  const state: TenantState = {
    floor,
    endUsers: createEndUserBook(),
    // Times in answers are those of the server's wall clock: what happened one floor minute ago at speed 60 happened
    // one second ago for whoever asks.
    toWall: floorTime => wall + (floorTime - startsAt) / speed,
    toFloor: time => startsAt + (time - wall) * speed,
    jobThreshold: options.jobThreshold ?? 100,
    discloseDeflection: options.discloseDeflection ?? false,
    pagingHeaders: options.pagingHeaders ?? true,
  };
  // In steps, so that a floor which was moved on by hand stays ahead by that much.
  let seen = mono;
  const catchUp = (): void => {
    const now = clock.now();
    floor.advance((now - seen) * speed);
    seen = now;
  };
  return {state, catchUp};
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
  }
}

function tokenOf(seed: number): string {
  const random = createRandom(seed ^ 0x70c3);
  return Array.from({length: 32}, () => random.below(16).toString(16)).join('');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
