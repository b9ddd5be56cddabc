import type {RequestListener} from 'node:http';
import type {RequestEvent} from '../../source/api/client.js';
import {createPool} from '../../source/api/pool.js';
import {DEFAULT_LIMITS, type TransportLimits} from '../../source/api/transport.js';
import {type Clock, systemClock} from '../../source/lib/clock.js';
import type {Health} from '../../source/polling/poller.js';
import {createSession, type TenantSession} from '../../source/session/tenant-session.js';
import {type SimulatedTenantOptions, startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';

/** A session that polls, with what it told so far. */
export type RunningSession = {
  readonly session: TenantSession;
  readonly events: RequestEvent[];
  readonly healths: Health[];
  /** Starts polling; `stop` ends it. */
  readonly run: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when `condition` holds; looked at after each finished request and every 20 ms. */
  readonly until: (condition: () => boolean) => Promise<void>;
};

export const STATUSES = new Map([
  [1, 'Available'],
  [2, 'Offline'],
  [3, 'In-call'],
  [4, 'Break'],
]);

/** A session with the tenant at `origin`; nothing is sent before `run`. */
export function sessionWith(
  origin: string,
  options: {
    rate: number;
    languages?: readonly string[];
    statuses?: ReadonlyMap<number, string>;
    limits?: Partial<TransportLimits>;
    token?: () => Promise<string>;
    subdomain?: string;
    clock?: Clock;
  },
): RunningSession {
  const pool = createPool(origin, {
    clock: systemClock,
    rate: options.rate,
    limits: {...DEFAULT_LIMITS, ...options.limits},
  });
  const session = createSession({
    access: {
      baseUrl: `${origin}/apps/api/v1`,
      subdomain: options.subdomain ?? 'demo',
      token: options.token ?? (async () => 'secret'),
      endpoints: new Map(),
      readOnly: false,
    },
    rate: options.rate,
    languages: options.languages ?? ['en'],
    statuses: options.statuses ?? STATUSES,
    dispatcher: pool,
    clock: options.clock ?? systemClock,
    random: () => 0.5,
  });
  const events: RequestEvent[] = [];
  const healths: Health[] = [];
  const checks = new Set<() => void>();
  session.listen({
    onRequest: event => {
      events.push(event);
      for (const check of checks) check();
    },
    onHealth: health => healths.push(health),
  });
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    session,
    events,
    healths,
    run: () => {
      running = session.poller.run(ending.signal);
    },
    stop: async () => {
      ending.abort();
      await running;
      await pool.destroy();
    },
    until: condition =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          checks.delete(check);
          clearInterval(again);
          clearTimeout(limit);
          settle();
        };
        const check = () => {
          // What is applied to the picture is applied right after the request was told.
          queueMicrotask(() => {
            if (condition()) finish(resolve);
          });
        };
        const again = setInterval(check, 20);
        const limit = setTimeout(() => finish(() => reject(new Error('the condition did not come true'))), 12_000);
        checks.add(check);
        check();
      }),
  };
}

/** A simulated tenant that enforces its rate, and a session with it at the same rate. */
export async function simulatedSession(options: SimulatedTenantOptions & {rate: number}) {
  const tenant = await startSimulatedTenant(options);
  const running = sessionWith(new URL(tenant.baseUrl).origin, {
    rate: options.rate,
    languages: options.languages ?? ['en', 'fr'],
    statuses: tenant.statuses,
    subdomain: tenant.subdomain,
    token: async () => tenant.token,
  });
  return {
    ...running,
    tenant,
    stop: async () => {
      await running.stop();
      await tenant.close();
    },
  };
}

/** Answers as a very small tenant: one queue with both channels, two agents, all in Available. */
export const smallTenant: RequestListener = (request, response) => {
  const url = request.url ?? '';
  const json = (value: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(200, {'content-type': 'application/json', ...headers});
    response.end(JSON.stringify(value));
  };
  if (url.includes('/wait_times')) json([{menu_id: 29, voice_call: 95, chat: 5, materialized_path: 'Support'}]);
  else if (url.includes('/queue_operation_statuses')) json({after_hour: false, overcapacity: false});
  else if (url.includes('page='))
    json(
      [
        {id: 1, first_name: 'Ada'},
        {id: 2, first_name: 'Bo'},
      ],
      {total: '2'},
    );
  else if (url.includes('status_id[]=1')) json([{id: 1}, {id: 2}]);
  else if (url.includes('/users')) json([]);
  else {
    // Status changes, chats, jobs.
    request.resume();
    json([]);
  }
};

/** Differences between neighbours. */
export const gapsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((at, index) => at - (times[index] ?? at));
