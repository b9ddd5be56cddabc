import {createServer, type IncomingMessage, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type SimulatedTenant, startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';

/** What a tenant does that is not to be trusted with what it is told. */
export type EchoMode = 'floor' | 'refuse' | 'redirect' | 'reject' | 'break';

/** A tenant that says its credentials back wherever it can. */
export type EchoTenant = {
  readonly baseUrl: string;
  readonly floor: SimulatedTenant;
  mode: EchoMode;
  readonly close: () => Promise<void>;
};

/** What others than the tenant were sent: whole requests, as text. */
export type Elsewhere = {readonly origin: string; readonly told: () => Buffer; readonly close: () => Promise<void>};

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function listening(server: Server): Promise<() => Promise<void>> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return () =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Another host: what redirects and uploads lead to, and a proxy. It writes down whatever reaches it. */
export async function elsewhere(): Promise<Elsewhere> {
  const told: Buffer[] = [];
  const note = (request: IncomingMessage, body: Buffer): void => {
    told.push(Buffer.from(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`), body);
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(body => {
      note(request, body);
      response.writeHead(204).end();
    });
  });
  server.on('connect', (request, socket) => {
    note(request, Buffer.alloc(0));
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const close = await listening(server);
  return {origin: originOf(server), told: () => Buffer.concat(told), close};
}

/** Starts the tenant; uploads and redirects lead to `other`. */
export async function echoTenant(options: {token: string; subdomain: string; other: string}): Promise<EchoTenant> {
  const {token, subdomain, other} = options;
  const floor = await startSimulatedTenant({token, subdomain, rate: 0, agents: 20, queues: 4, languages: ['en']});
  const said = [
    token,
    Buffer.from(token).toString('base64'),
    encodeURIComponent(token),
    Buffer.from(token).toString('hex'),
  ];
  const tenant = {mode: 'floor' as EchoMode};
  const server = createServer((request, response) => {
    const {authorization = ''} = request.headers;
    const headers = {'content-type': 'application/json', 'x-echo': authorization, 'x-token': said[2] ?? ''};
    const words = `You sent ${authorization}: ${said.join(' ')}`;
    void (async () => {
      const body = await bodyOf(request);
      if (tenant.mode === 'break') {
        response.socket?.end(`HTTP/1.1 nonsense ${words}\r\n\r\n`);
      } else if (tenant.mode === 'refuse' || tenant.mode === 'reject') {
        const status = tenant.mode === 'refuse' ? 401 : 422;
        response.writeHead(status, headers).end(JSON.stringify({message: words, [words]: said}));
      } else if (tenant.mode === 'redirect') {
        response
          .writeHead(302, {...headers, location: `${other}/?token=${said[2]}`})
          .end(JSON.stringify({message: words}));
      } else {
        const {host: _host, connection: _connection, 'content-length': _length, ...sent} = request.headers;
        const answer = await fetch(new URL(floor.baseUrl).origin + (request.url ?? ''), {
          method: request.method ?? 'GET',
          headers: sent as Record<string, string>,
          ...(body.length > 0 ? {body} : {}),
        });
        const text = await answer.text();
        response.writeHead(answer.status, headers).end(saidBack(text, said, authorization, other));
      }
    })().catch(() => response.destroy());
  });
  const closeServer = await listening(server);
  return Object.assign(tenant, {
    floor,
    baseUrl: `${originOf(server)}/apps/api/v1`,
    close: async () => {
      await closeServer();
      await floor.close();
    },
  });
}

/** JSON with the credentials in every text that is anybody's; an upload's target is the other host. */
function saidBack(text: string, said: readonly string[], authorization: string, other: string): string {
  let place = 0;
  const changed = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(one => changed(one, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changed(part, name)]));
    }
    if (typeof value !== 'string') return value;
    if (key === 'url') return `${other}/upload?${said[2]}`;
    if (key === 'policy') return `${value}${said[0]}${authorization}`;
    if (!/name|location|number|path|message|content|reason|email/.test(key)) return value;
    place += 1;
    return `${value} ${said[place % said.length]} ${authorization}`;
  };
  try {
    return JSON.stringify(changed(JSON.parse(text), ''));
  } catch {
    return text;
  }
}
