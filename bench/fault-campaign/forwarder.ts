import {Agent, type IncomingMessage, request as send} from 'node:http';
import type {SimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import type {RealAnswer} from './tenant-fault.js';

/** The way to the simulated tenant behind. */
export type Forwarder = {
  /** Hands a request over; rejects when the tenant is not there. */
  readonly ask: (request: IncomingMessage, body: Buffer) => Promise<RealAnswer>;
  readonly close: () => void;
};

/** A way to one tenant. */
export function createForwarder(tenant: SimulatedTenant): Forwarder {
  const {hostname, port} = new URL(tenant.baseUrl);
  const agent = new Agent({keepAlive: true});
  return {
    ask: (request, body) =>
      new Promise((resolve, reject) => {
        const {host: _host, connection: _connection, ...headers} = request.headers;
        const sent = send({agent, hostname, port, method: request.method, path: request.url, headers}, answer => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks)}),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
