import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import {
  type SimulatedTenant,
  type SimulatedTenantOptions,
  startSimulatedTenant,
} from '../../source/simulator/simulated-tenant.js';

/**
 * A simulated tenant for one test: 20 agents, 6 queues, one language. It takes requests as fast as they come, because
 * server, client and test share one busy event loop here.
 */
export async function smallTenant(options: SimulatedTenantOptions = {}): Promise<SimulatedTenant> {
  const tenant = await startSimulatedTenant({agents: 20, queues: 6, languages: ['en'], rate: 0, ...options});
  onTestFinished(() => tenant.close());
  return tenant;
}

/** The arguments that name a tenant. */
export const namingArguments = ({baseUrl, subdomain}: Pick<SimulatedTenant, 'baseUrl' | 'subdomain'>) =>
  ['--base-url', baseUrl, '--subdomain', subdomain, '--rate', '50'] as const;

/** A server that answers as it is told, for one test. */
export async function oddTenant(listener: RequestListener): Promise<{baseUrl: string; subdomain: string}> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const {port} = server.address() as AddressInfo;
  return {baseUrl: `http://127.0.0.1:${port}/apps/api/v1`, subdomain: 'odd'};
}

/** A port that nobody listens on. */
export async function deadTenant(): Promise<{baseUrl: string; subdomain: string}> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise<void>(resolve => server.close(() => resolve()));
  return {baseUrl: `http://127.0.0.1:${port}/apps/api/v1`, subdomain: 'dead'};
}
