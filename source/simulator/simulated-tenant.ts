import {createServer, type Server} from 'node:http';
import {type Clock, systemClock} from '../lib/clock.js';
import {callStatus} from './floor/call.js';
import type {Floor} from './floor/floor.js';
import {SMS_NUMBERS} from './floor/phone-book.js';
import {createRandom} from './floor/random.js';
import {STATUSES} from './floor/statuses.js';
import {basicAuth} from './http/basic-auth.js';
import {createRateLimit} from './http/rate-limit.js';
import {API_ROOT, createRequestHandler} from './http/request-handler.js';
import {createRequestLog, type RequestRecord} from './http/request-log.js';
import {createRouteTable} from './http/route-table.js';
import {createStorage} from './http/storage.js';
import {openTenantState} from './open-tenant-state.js';

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
  /** Least length of an exported settings file, bytes (default 0; at most 4,000,000,000). */
  readonly exportBytes?: number;
  /** The floor's local time at the start, read from the UTC fields (default: today, 10:15). */
  readonly startsAt?: Date;
  readonly clock?: Clock;
};

/**
 * A running simulated tenant. It answers every operation of the API from state of its own, kept in memory and bounded: of
 * everything that piles up the oldest is forgotten.
 */
export type SimulatedTenant = {
  /** The API root, `/apps/api/v1` included. */
  readonly baseUrl: string;
  readonly subdomain: string;
  readonly token: string;
  /** What custom data must be signed with (HS256). */
  readonly companySecret: string;
  /** Names of presences by id. */
  readonly statuses: ReadonlyMap<number, string>;
  /** Names of teams by id. */
  readonly teams: ReadonlyMap<number, string>;
  /** Chats that are with the virtual agent now, lowest id first; those from 81501 stay there until escalated or finished. */
  readonly virtualAgentChats: () => readonly {readonly id: number; readonly path: string}[];
  /** Calls that are with an agent now, lowest id first. */
  readonly liveCalls: () => readonly {readonly id: number; readonly path: string; readonly status: string}[];
  /** Campaigns that the tenant runs. */
  readonly campaigns: readonly {readonly id: number; readonly name: string}[];
  /** Numbers that text messages may be sent from, E.164. */
  readonly smsNumbers: readonly string[];
  /** The floor behind the API; moves on with each request. */
  readonly floor: Floor;
  /** The last 1000 requests, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Calls the listener after each request, uploads to the storage beside the API included; the returned function stops that. */
  readonly onRequest: (listener: (record: RequestRecord) => void) => () => void;
  /** Stops listening and ends every connection. May be called again. */
  readonly close: () => Promise<void>;
};

const KEPT_REQUESTS = 1000;

/** Starts a simulated tenant on HTTP. Rejects when the port cannot be had or a size is out of range. */
export async function startSimulatedTenant(options: SimulatedTenantOptions = {}): Promise<SimulatedTenant> {
  const {seed = 1, subdomain = 'demo', host = '127.0.0.1', clock = systemClock} = options;
  const token = options.token ?? secretOf(seed ^ 0x70c3);
  const companySecret = secretOf(seed ^ 0x5ec4);
  const log = createRequestLog(KEPT_REQUESTS);
  const {state, catchUp} = openTenantState(options, clock, companySecret);
  const handler = createRequestHandler({
    clock,
    isAllowed: basicAuth(subdomain, token),
    rateLimit: createRateLimit(options.rate ?? 1),
    retryAfter: options.retryAfter ?? true,
    routes: createRouteTable(state),
    storage: createStorage(state.media, clock.now),
    log,
    catchUp,
  });
  const server = createServer(handler);
  const port = await listen(server, options.port ?? 0, host);
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}${API_ROOT}`,
    subdomain,
    token,
    companySecret,
    statuses: new Map(STATUSES.map(({id, name}) => [id, name])),
    teams: new Map(state.floor.teams.map(({id, name}) => [id, name])),
    virtualAgentChats: () => state.floor.chats.withBot().map(({id, contact}) => ({id, path: contact.queue.menu.path})),
    liveCalls: () => liveCalls(state.floor),
    campaigns: state.campaigns.all().map(({id, name}) => ({id, name})),
    smsNumbers: SMS_NUMBERS,
    floor: state.floor,
    requests: log.records,
    onRequest: log.onRequest,
    close: () => close(server),
  };
}

function liveCalls(floor: Floor): ReturnType<SimulatedTenant['liveCalls']> {
  return [...floor.calls.all()]
    .filter(({contact}) => contact.state === 'serving')
    .sort((one, other) => one.id - other.id)
    .map(call => ({id: call.id, path: call.contact.queue.menu.path, status: callStatus(call, floor.now())}));
}

function secretOf(seed: number): string {
  const random = createRandom(seed);
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
