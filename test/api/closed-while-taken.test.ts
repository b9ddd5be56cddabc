import {expect, test} from 'vitest';
import {createPool} from '../../source/api/pool.js';
import {startExchange} from '../../source/api/transport.js';
import {systemClock} from '../../source/lib/clock.js';
import {createRedactor} from '../../source/lib/redact-secret.js';
import {rawServer} from './loopback.js';

const BODY = Buffer.from('0123456789abcdef'.repeat(4096));
const PLACES = [
  ['its length told', `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n`, BODY, ''],
  [
    'in chunks',
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${BODY.length.toString(16)}\r\n`,
    BODY,
    '\r\n0\r\n\r\n',
  ],
  ['up to the end', 'HTTP/1.1 200 OK\r\n\r\n', BODY, ''],
  ['of HTTP/1.0', `HTTP/1.0 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n`, BODY, ''],
] as const;

test.each(PLACES)('a file %s arrives whole where the connection ends while it is taken', async (_, head, body, end) => {
  for (const redactor of [undefined, createRedactor('not-in-there')]) {
    let closed = () => {};
    const isClosed = new Promise<void>(resolve => {
      closed = resolve;
    });
    const server = await rawServer(socket => {
      socket.write(head);
      socket.write(body);
      socket.end(end, closed);
    });
    const pool = createPool(server.origin, {clock: systemClock, rate: 1});
    const got: Buffer[] = [];
    const sink = {
      begin: () => {},
      // Takes long enough for the end of the connection to come first.
      write: async (piece: Buffer) => {
        await isClosed;
        await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
        got.push(Buffer.from(piece));
      },
    };
    const request = {origin: server.origin, path: '/', method: 'GET', headers: {}, body: null};
    const exchange = startExchange(pool, systemClock, request, {sink, ...(redactor ? {redactor} : {})});
    expect((await exchange.answer).status).toBe(200);
    expect(Buffer.concat(got).equals(BODY)).toBe(true);
    await pool.destroy();
    await server.close();
  }
});

test('a file that is cut short while it is taken fails, and nothing else does', async () => {
  let closed = () => {};
  const isClosed = new Promise<void>(resolve => {
    closed = resolve;
  });
  const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 999999\r\nConnection: close\r\n\r\n');
  const server = await rawServer(socket => void socket.end(Buffer.concat([head, BODY]), closed));
  const pool = createPool(server.origin, {clock: systemClock, rate: 1});
  const sink = {
    begin: () => {},
    write: async () => {
      await isClosed;
      await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
    },
  };
  const request = {origin: server.origin, path: '/', method: 'GET', headers: {}, body: null};
  await expect(startExchange(pool, systemClock, request, {sink}).answer).rejects.toThrow();
  await pool.destroy();
  await server.close();
});
