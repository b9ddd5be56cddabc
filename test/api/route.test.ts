import {createServer as createProxy, type IncomingMessage} from 'node:http';
import {createServer} from 'node:https';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import {listWaitTimes} from '../../source/api/operations/wait-times.js';
import type {Route} from '../../source/api/pool.js';
import {EXPIRED, SELF_SIGNED} from './self-signed.js';
import {testClient} from './test-client.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const portOf = (server: {address: () => unknown}) => (server.address() as AddressInfo).port;

/** A tenant that speaks TLS as `localhost`. */
async function tenant(certificate: {readonly key: string; readonly cert: string} = SELF_SIGNED) {
  const seen: IncomingMessage[] = [];
  const server = createServer(certificate, (request, response) => {
    seen.push(request);
    response.setHeader('content-type', 'application/json');
    response.end('[{"menu_id": 29, "voice_call": 95}]');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return {origin: `https://localhost:${portOf(server)}`, seen};
}

/** A proxy that makes tunnels, or refuses them with `status`; it keeps every byte that it could read. */
async function proxy(status: number | 'silent' | 'hangs up' = 200) {
  const tunnels: IncomingMessage[] = [];
  let bytes = '';
  const sockets = new Set<Socket>();
  const server = createProxy((_request, response) => response.writeHead(500).end());
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.push(request);
    sockets.add(socket);
    socket.on('error', () => {});
    if (status === 'silent') return;
    if (status === 'hangs up') {
      socket.end();
      return;
    }
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      socket.on('data', chunk => {
        bytes += chunk.toString('latin1');
      });
      socket.pipe(upstream).pipe(socket);
    });
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => {});
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {url: `http://user:pass@127.0.0.1:${portOf(server)}`, tunnels, bytes: () => bytes};
}

async function ask(origin: string, route: Route) {
  const made = testClient(origin, {route});
  closers.push(made.close);
  const {data} = await made.client.run(listWaitTimes, {query: {lang: 'en'}}, {passage: 'act'});
  return data;
}

describe('authorities of one’s own', () => {
  test('a certificate is trusted when its authority is named, and for its own host alone', async () => {
    const {origin, seen} = await tenant();
    await expect(ask(origin, {})).rejects.toThrow(/self-signed/);
    expect(await ask(origin, {ca: [SELF_SIGNED.cert]})).toMatchObject([{menu_id: 29}]);
    await expect(ask(origin.replace('localhost', '127.0.0.1'), {ca: [SELF_SIGNED.cert]})).rejects.toThrow(
      /another host/,
    );
    expect(seen).toHaveLength(1);
  });
});

test('a certificate that has expired', async () => {
  const {origin, seen} = await tenant(EXPIRED);
  await expect(ask(origin, {ca: [EXPIRED.cert]})).rejects.toThrow(/cannot be reached: its certificate has expired/);
  expect(seen).toEqual([]);
});

describe('a proxy', () => {
  test('makes a tunnel; it sees the host, never the credentials', async () => {
    const [{origin, seen}, {url, tunnels, bytes}] = [await tenant(), await proxy()];
    expect(await ask(origin, {ca: [SELF_SIGNED.cert], proxy: {url, except: ''}})).toMatchObject([{menu_id: 29}]);
    expect(tunnels.map(request => request.url)).toEqual([origin.replace('https://', '')]);
    expect(tunnels[0]?.headers['proxy-authorization']).toBe(`Basic ${btoa('user:pass')}`);
    expect(tunnels[0]?.headers.authorization).toBeUndefined();
    expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa('demo:secret')}`);
    expect(bytes()).not.toMatch(/Basic|wait_times|menu_id/);
  });

  test('is gone round for the hosts that are excepted', async () => {
    const [{origin}, {url, tunnels}] = [await tenant(), await proxy()];
    await ask(origin, {ca: [SELF_SIGNED.cert], proxy: {url, except: 'localhost,.example.com'}});
    expect(tunnels).toEqual([]);
  });

  test('that refuses is said in words, without its password, and nothing was sent', async () => {
    const [{origin, seen}, {url}] = [await tenant(), await proxy(407)];
    const made = testClient(origin, {route: {ca: [SELF_SIGNED.cert], proxy: {url, except: ''}}});
    closers.push(made.close);
    const failure = await made.client
      .run(listWaitTimes, {query: {lang: 'en'}}, {passage: 'act'})
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({name: 'UnreachableError', reached: 'no'});
    expect(String(failure)).toMatch(/proxy|407/i);
    expect(String(failure)).not.toContain('pass');
    expect(seen).toEqual([]);
  });

  test('that hangs up is asked once, and cannot be reached', async () => {
    const [{origin, seen}, {url, tunnels}] = [await tenant(), await proxy('hangs up')];
    const made = testClient(origin, {route: {ca: [SELF_SIGNED.cert], proxy: {url, except: ''}}});
    closers.push(made.close);
    const failure = made.client.run(listWaitTimes, {query: {lang: 'en'}}, {passage: 'act'});
    await expect(failure).rejects.toMatchObject({name: 'UnreachableError', reached: 'no'});
    expect(tunnels).toHaveLength(1);
    expect(seen).toEqual([]);
  });

  test('that does not answer is one that cannot be reached: as soon as a host that does not', async () => {
    const [{origin, seen}, {url, tunnels}] = [await tenant(), await proxy('silent')];
    const route = {ca: [SELF_SIGNED.cert], proxy: {url, except: ''}};
    const made = testClient(origin, {route, rate: 1, limits: {connectTimeout: 200}});
    closers.push(made.close);
    const failure = made.client.run(listWaitTimes, {query: {lang: 'en'}}, {passage: 'act'});
    await expect(failure).rejects.toMatchObject({name: 'UnreachableError', reached: 'no'});
    expect(tunnels).toHaveLength(1);
    expect(seen).toEqual([]);
  });
});
