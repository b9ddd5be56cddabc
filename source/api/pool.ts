import {rootCertificates} from 'node:tls';
import {buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool} from 'undici';
import type {Clock} from '../lib/clock.js';
import {hedged, hedgeMs} from './hedged-connector.js';
import {endPaused} from './paused-end.js';
import {createSharedLookup} from './shared-lookup.js';
import {DEFAULT_LIMITS, type TransportLimits} from './transport.js';

/** How a tenant is reached: authorities trusted beside the usual ones (PEM), and a proxy with what goes round it. */
export type Route = {
  readonly ca?: readonly string[] | null;
  readonly proxy?: {readonly url: string; readonly except: string} | null;
};

/** `rate`: requests per second; connections that are not made are tried again by it. */
type PoolOptions = {
  readonly clock: Clock;
  readonly rate: number;
  readonly limits?: TransportLimits;
  readonly route?: Route;
};

/**
 * Kept-alive connections to a tenant's origin, through a proxy where one is named. TLS certificates are always verified;
 * there is no switch. Redirects are answers like others and never followed: credentials go to this origin alone.
 */
export function createPool(
  origin: string,
  {clock, rate, limits = DEFAULT_LIMITS, route = {}}: PoolOptions,
): Dispatcher {
  const connecting = {timeout: limits.connectTimeout, lookup: createSharedLookup(clock)};
  const tls = {
    // Said outright, so that no environment variable can switch it off.
    rejectUnauthorized: true,
    ...(route.ca ? {ca: [...rootCertificates, ...route.ca]} : {}),
  };
  const everyMs = hedgeMs(1000 / rate);
  const options = {
    connections: limits.connections,
    pipelining: 1,
    // A lost HTTP/2 session would take several requests with it.
    allowH2: false,
    headersTimeout: limits.headersTimeout,
    bodyTimeout: limits.bodyTimeout,
    // Files may be of any size; what is kept in memory is bounded by each exchange.
    maxResponseSize: -1,
    // Longer than a slot at the slowest allowed rate (10 s), so that the connection stays warm.
    keepAliveTimeout: 60_000,
    keepAliveMaxTimeout: 120_000,
  };
  const poolTo = (to: URL | string, given: Pool.Options, connect: buildConnector.connector): Dispatcher => {
    const pool: Pool = new Pool(to, {
      ...given,
      connect: hedged(connect, {clock, everyMs, isOver: () => pool.destroyed}),
    });
    return endPaused(pool);
  };
  const directly = buildConnector({...connecting, ...tls, allowH2: false});
  if (!route.proxy) return poolTo(origin, options, directly);
  return new EnvHttpProxyAgent({
    ...options,
    // What goes through a tunnel comes with the way to make one.
    factory: (to: URL | string, given: Pool.Options) =>
      poolTo(to, given, typeof given.connect === 'function' ? given.connect : directly),
    // A proxy that does not answer CONNECT is one that cannot be reached.
    clientFactory: (to, given) => new Pool(to, {...given, headersTimeout: limits.connectTimeout}),
    // Empty, not undefined: what the environment says was read before, and only for https.
    httpProxy: '',
    httpsProxy: route.proxy.url,
    noProxy: route.proxy.except,
    requestTls: {timeout: limits.connectTimeout, ...tls},
    proxyTls: {...connecting, ...tls},
  });
}
