import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {
  type SimulatedTenant,
  type SimulatedTenantOptions,
  startSimulatedTenant,
} from '../../source/simulator/simulated-tenant.js';
import {mutate} from './mutate.js';
import type {HostileStrings} from './strings.js';

/** A tenant whose answers have the shape that they should have, and hostile strings in every text of them. */
export type HostileTenant = SimulatedTenant & {
  /** The share of answers that are refusals, with hostile words in body, headers and status line; 0 to 1. */
  refusals: number;
  /** Which statuses those have. */
  refusedWith: readonly number[];
  /** The share of answers that are no JSON, but hostile bytes. */
  noise: number;
  /** The body of the answer sent last. */
  readonly lastBody: () => Buffer;
};

/** Statuses that do not end a session's polling. */
const REFUSALS = [302, 307, 400, 403, 404, 409, 422, 500, 502, 503];

/** A floor behind, and a server before it that puts hostile strings into what it says. */
export async function hostileTenant(strings: HostileStrings, options: SimulatedTenantOptions): Promise<HostileTenant> {
  const floor = await startSimulatedTenant({rate: 0, ...options});
  const {random} = strings;
  let lastBody: Buffer = Buffer.alloc(0);
  const tenant = {refusals: 0, refusedWith: REFUSALS as readonly number[], noise: 0};
  const server = createServer((request, response) => {
    void answerOf(request)
      .then(told => {
        lastBody = told.body;
        // Past Node's checks of header values: a hostile server has none.
        sendRaw(request.socket, told, random.chance(0.1));
      })
      .catch(() => response.destroy());
  });

  async function answerOf(request: IncomingMessage): Promise<Told> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    if (random.chance(tenant.refusals)) return refusal();
    const {origin} = new URL(floor.baseUrl);
    const {host: _host, connection: _connection, 'content-length': _length, ...headers} = request.headers;
    const answer = await fetch(origin + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(pieces.length > 0 ? {body: Buffer.concat(pieces)} : {}),
      redirect: 'manual',
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const told = {status: answer.status, reason: strings.next(), type: headerText(strings.next())};
    if (random.chance(tenant.noise)) return {...told, headers: {}, body: Buffer.from(noise(), 'latin1')};
    const json = jsonOf(body);
    // Paging is followed by what these say; what else comes along is nobody's business.
    const kept = Object.fromEntries(
      ['link', 'total', 'per-page', 'retry-after'].flatMap(name => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value.replaceAll(origin, originOf(server.address() as AddressInfo))]];
      }),
    );
    const sent = json === undefined ? body : Buffer.from(JSON.stringify(mutate(json, strings)));
    return {...told, headers: {...kept, 'x-hostile': headerText(strings.next())}, body: sent};
  }

  /** Any bytes, and hostile text as bytes. */
  const noise = (): string =>
    Array.from(
      {length: 20},
      () => Buffer.from(strings.next()).toString('latin1') + String.fromCharCode(random.below(256)),
    ).join('\n');

  function refusal(): Told {
    const said = {[random.pick(['message', 'error'])]: strings.next(), [strings.next()]: strings.next()};
    return {
      status: random.pick(tenant.refusedWith),
      reason: strings.next(),
      type: headerText(strings.next()),
      headers: {location: headerText(strings.next()), 'www-authenticate': headerText(strings.next())},
      body: Buffer.from(random.chance(0.8) ? JSON.stringify(said) : strings.next()),
    };
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(tenant, {
    ...floor,
    lastBody: () => lastBody,
    baseUrl: floor.baseUrl.replace(new URL(floor.baseUrl).origin, originOf(server.address() as AddressInfo)),
    close: async () => {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await floor.close();
    },
  });
}

type Told = {
  readonly status: number;
  readonly reason: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

const originOf = ({port}: AddressInfo): string => `http://127.0.0.1:${port}`;

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A value as a header can carry it: the bytes of the text, without what would end the line or what parsers refuse. */
const headerText = (text: string): string =>
  Buffer.from(text.slice(0, 500))
    .toString('latin1')
    .replaceAll(/[\x00-\x08\x0a-\x1f\x7f]/g, '');

function sendRaw(socket: Socket | null, {status, reason, type, headers, body}: Told, isLast: boolean): void {
  if (!socket || socket.destroyed) return;
  const lines = [
    `HTTP/1.1 ${status} ${headerText(reason)}`,
    `content-type: ${type}`,
    `content-length: ${body.length}`,
    `date: ${new Date().toUTCString()}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(isLast ? ['connection: close'] : []),
  ];
  socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  if (isLast) socket.end(body);
  else socket.write(body);
}
