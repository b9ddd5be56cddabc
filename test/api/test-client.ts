import type {Dispatcher} from 'undici';
import {Client, type RequestEvent} from '../../source/api/client.js';
import {PollPatience} from '../../source/api/poll-patience.js';
import {createPool, type Route} from '../../source/api/pool.js';
import type {TenantAccess} from '../../source/api/tenant-access.js';
import {DEFAULT_LIMITS, type TransportLimits} from '../../source/api/transport.js';
import {RequestBudget} from '../../source/budget/request-budget.js';
import {type Clock, systemClock} from '../../source/lib/clock.js';

export type TestClient = {
  readonly client: Client;
  readonly budget: RequestBudget;
  readonly events: RequestEvent[];
  readonly pool: Dispatcher;
  readonly close: () => Promise<void>;
};

/** A client on its own pool; 200 requests a second unless told otherwise. */
export function testClient(
  origin: string,
  options: {
    rate?: number;
    clock?: Clock;
    limits?: Partial<TransportLimits>;
    access?: Partial<TenantAccess>;
    most?: number;
    patience?: Pick<PollPatience, 'begin'>;
    route?: Route;
  } = {},
): TestClient {
  const {clock = systemClock, rate = 200} = options;
  const pool = createPool(origin, {
    clock: systemClock,
    rate,
    limits: {...DEFAULT_LIMITS, ...options.limits},
    ...(options.route ? {route: options.route} : {}),
  });
  const budget = new RequestBudget({clock, rate, random: () => 0.5, most: options.most ?? 8});
  const events: RequestEvent[] = [];
  const client = new Client({
    access: withOwn<TenantAccess>(
      {
        baseUrl: `${origin}/apps/api/v1`,
        subdomain: 'demo',
        token: async () => 'secret',
        endpoints: new Map(),
        readOnly: false,
      },
      options.access,
    ),
    dispatcher: pool,
    ...(options.limits?.wholeAnswer === undefined ? {} : {wholeAnswer: options.limits.wholeAnswer}),
    ...(options.limits?.largestBody === undefined ? {} : {largestBody: options.limits.largestBody}),
    patience: options.patience ?? new PollPatience(rate),
    budget,
    clock,
    onRequest: event => events.push(event),
  });
  return {client, budget, events, pool, close: () => pool.destroy()};
}

/** A copy with what is given in its place; getters stay getters. */
const withOwn = <T extends object>(usual: T, given: Partial<T> = {}): T =>
  Object.defineProperties({...usual}, Object.getOwnPropertyDescriptors(given)) as T;
