import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import type {Client} from '../../source/api/client.js';
import {ApiError, type Reached} from '../../source/api/errors.js';
import {forceLogoutAgents} from '../../source/api/operations/agent-statuses.js';
import {listUsers} from '../../source/api/operations/users.js';
import {systemClock} from '../../source/lib/clock.js';
import {deferred} from '../../source/lib/deferred.js';
import {closedPort, httpServer, rawServer} from './loopback.js';
import {SELF_SIGNED} from './self-signed.js';
import {type TestClient, testClient} from './test-client.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const clientOf = (origin: string, limits: Parameters<typeof testClient>[1] = {}): TestClient => {
  const made = testClient(origin, limits);
  closers.unshift(made.close);
  return made;
};

async function answering(
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {'content-type': 'application/json'},
): Promise<TestClient> {
  const server = await httpServer((_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  closers.push(server.close);
  return clientOf(server.origin);
}

async function failureOf(client: Client): Promise<ApiError> {
  const error = await client.run(listUsers, {query: {page: 1}}, {passage: 'act'}).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`expected an ApiError, got ${String(error)}`);
}

async function expectFailure(made: TestClient, name: string, reached: Reached, words: RegExp): Promise<ApiError> {
  const error = await failureOf(made.client);
  expect({name: error.name, reached: error.reached}).toEqual({name, reached});
  expect(error.message).toMatch(words);
  expect(error.nextStep).toMatch(/\w.*\.$/);
  expect(made.events.at(-1)?.error).toBe(error);
  return error;
}

describe('no answer', () => {
  test('a name that does not exist', async () => {
    await expectFailure(
      clientOf('http://no-such-host.invalid'),
      'UnreachableError',
      'no',
      /cannot be reached: .*(not found|name server)/,
    );
  });

  test('a refused connection', async () => {
    const port = await closedPort();
    await expectFailure(clientOf(`http://127.0.0.1:${port}`), 'UnreachableError', 'no', /connection was refused/);
  });

  test('a self-signed certificate', async () => {
    const server = createServer(SELF_SIGNED, (_request, response) => response.end('[]'));
    let asked = 0;
    server.on('request', () => {
      asked += 1;
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise(resolve => server.close(() => resolve())));
    const {port} = server.address() as AddressInfo;
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    try {
      await expectFailure(clientOf(`https://127.0.0.1:${port}`), 'UnreachableError', 'no', /self-signed/);
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      await expectFailure(clientOf(`https://127.0.0.1:${port}`), 'UnreachableError', 'no', /self-signed/);
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
    expect(asked).toBe(0);
  });

  test('plain HTTP where TLS was expected', async () => {
    const server = await rawServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    closers.push(server.close);
    const https = clientOf(server.origin.replace('http:', 'https:'), {limits: {connectTimeout: 500}});
    await expectFailure(https, 'UnreachableError', 'no', /cannot be reached/);
  });

  test('a connection closed instead of an answer', async () => {
    const server = await rawServer(socket => socket.end());
    closers.push(server.close);
    await expectFailure(clientOf(server.origin), 'AnswerLostError', 'maybe', /answer was lost: .*closed/);
  });

  test('a connection reset in the middle of the body', async () => {
    const server = await rawServer(socket => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n[', () => socket.resetAndDestroy());
    });
    closers.push(server.close);
    await expectFailure(clientOf(server.origin), 'AnswerLostError', 'maybe', /reset|closed/);
  });

  test('no headers in time', async () => {
    const server = await rawServer(() => {});
    closers.push(server.close);
    const made = clientOf(server.origin, {limits: {headersTimeout: 60}});
    await expectFailure(made, 'AnswerLostError', 'maybe', /no answer came in time/);
  });

  test('a body that stops', async () => {
    const server = await rawServer(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n['));
    closers.push(server.close);
    const made = clientOf(server.origin, {limits: {bodyTimeout: 60}});
    await expectFailure(made, 'AnswerLostError', 'maybe', /stopped half-way/);
  });

  test('a whole answer that is begun late is not one that drips', async () => {
    // A minute passes between the request and its answer: time is moved instead of waited for.
    let ahead = 0;
    const clock = {...systemClock, now: () => systemClock.now() + ahead};
    const server = await rawServer(socket => {
      ahead = 60_000;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]');
    });
    closers.push(server.close);
    const made = clientOf(server.origin, {clock, limits: {wholeAnswer: 5000}});
    expect((await made.client.run(listUsers, {}, {passage: 'act'})).data).toEqual([]);
  });

  test('a body that drips without end', async () => {
    const server = await rawServer(socket => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n[');
      const drip = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(drip));
    });
    closers.push(server.close);
    const made = clientOf(server.origin, {limits: {bodyTimeout: 5000, wholeAnswer: 200}});
    await expectFailure(made, 'AnswerLostError', 'maybe', /came too slowly/);
  });

  test('a body longer than told: what was told is read, the rest ends the connection', async () => {
    const server = await rawServer(socket =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]HTTP/1.1 200 OK\r\n'),
    );
    closers.push(server.close);
    const {client} = clientOf(server.origin);
    for (const _time of [1, 2]) {
      const {data} = await client.run(listUsers, {}, {passage: 'act'});
      expect(data).toEqual([]);
    }
    expect(server.connections()).toBe(2);
  });

  test('a body shorter than told', async () => {
    const server = await rawServer(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n[]'));
    closers.push(server.close);
    await expectFailure(clientOf(server.origin), 'AnswerLostError', 'maybe', /closed|length/);
  });

  test('something that is not HTTP', async () => {
    const server = await rawServer(socket => socket.end('\u001b[2Jhello\r\n\r\n'));
    closers.push(server.close);
    const error = await expectFailure(clientOf(server.origin), 'AnswerLostError', 'maybe', /HTTP/);
    expect(error.message).not.toContain('\u001b');
  });

  test('a body larger than the limit, told or not', async () => {
    const told = await answering(200, Buffer.alloc(300_000, 32));
    const limited = clientOf((await httpServerOf(Buffer.alloc(300_000, 32))).origin, {limits: {largestBody: 100_000}});
    await expectFailure(limited, 'AnswerLostError', 'maybe', /too large/);
    await expectFailure(told, 'UnreadableAnswerError', 'yes', /not JSON/);
  });

  test('a pool that was closed', async () => {
    const made = clientOf(`http://127.0.0.1:${await closedPort()}`);
    await made.close();
    await expectFailure(made, 'UnreachableError', 'no', /destroyed|closed/);
  });
});

async function httpServerOf(body: Buffer) {
  const server = await httpServer((_request, response) => {
    // Chunked: no length told.
    response.write(body);
    response.end();
  });
  closers.push(server.close);
  return server;
}

describe('cancelling', () => {
  test('while a connection is made: nothing is ever written', async () => {
    const server = await rawServer(() => {});
    closers.push(server.close);
    // TLS never comes about, so that the connection is never ready.
    const made = clientOf(server.origin.replace('http:', 'https:'), {limits: {connectTimeout: 10_000}});
    const controller = new AbortController();
    const run = made.client.run(listUsers, {}, {passage: 'act', signal: controller.signal});
    setTimeout(() => controller.abort(), 30);
    await expect(run).rejects.toMatchObject({name: 'CancelledError', reached: 'no'});
    expect(server.heads).toEqual([]);
  });

  test('while the answer is awaited: it may have had an effect', async () => {
    const controller = new AbortController();
    const server = await rawServer(() => controller.abort());
    closers.push(server.close);
    const made = clientOf(server.origin);
    const run = made.client.run(listUsers, {}, {passage: 'act', signal: controller.signal});
    await expect(run).rejects.toMatchObject({name: 'AnswerLostError', reached: 'maybe'});
    expect(server.heads).toHaveLength(1);
  });
});

describe('answers', () => {
  const cases: readonly [number, string, string, Reached, RegExp][] = [
    [400, '{"message":"per must be at most 999"}', 'BadRequestError', 'no', /\(400\): per must be at most 999$/],
    [400, '', 'BadRequestError', 'no', /\(400\)$/],
    [400, '{"message":null}', 'BadRequestError', 'no', /\(400\)$/],
    [400, '{"message":"a\\u001b[2J\\u202eb"}', 'BadRequestError', 'no', /\(400\): a␛\[2J/],
    [401, '{"message":"Invalid credentials"}', 'CredentialsRefusedError', 'no', /\(401\): Invalid credentials/],
    [403, '<html>no</html>', 'ForbiddenError', 'no', /\(403\)$/],
    [404, '', 'InferredPathNotFoundError', 'no', /\(404\)/],
    [409, '{"error":"conflict"}', 'BadRequestError', 'no', /\(409\): conflict/],
    [422, '[]', 'BadRequestError', 'no', /\(422\)/],
    [500, 'oops', 'TenantFailedError', 'maybe', /\(500\)/],
    [502, '<html>Bad gateway</html>', 'TenantFailedError', 'maybe', /\(502\)/],
    [503, '', 'TenantFailedError', 'maybe', /\(503\)/],
    [200, '<html></html>', 'UnreadableAnswerError', 'yes', /not JSON/],
    [200, '[{"id":1}', 'UnreadableAnswerError', 'yes', /not JSON/],
    [200, '{"message":"fine"}', 'UnreadableAnswerError', 'yes', /unexpected answer/],
    [200, 'null', 'UnreadableAnswerError', 'yes', /unexpected answer/],
  ];
  test.each(cases)('%i with %j is %s', async (status, body, name, reached, words) => {
    const error = await expectFailure(await answering(status, body), name, reached, words);
    expect(error.status).toBe(status);
  });

  test('nulls, wrong types, missing and unknown keys cost no row; a row without an id is left out', async () => {
    const rows = [
      {id: 1, email: null, teams: null, first_name: 7, unheard_of: {}},
      {id: '2', teams: [{name: 'A'}, {name: null}, 'x'], deactivated_at: ''},
      {email: 'nobody@example.com'},
      null,
      {id: 3.5},
      {id: '99999999999999999999'},
    ];
    const {client} = await answering(200, JSON.stringify({users: rows}));
    const {data} = await client.run(listUsers, {}, {passage: 'act'});
    expect(data.map(user => user.id)).toEqual([1, 2]);
    expect(data[1]?.teams).toEqual([{name: 'A'}]);
  });

  test.each([
    ['rows, one of them odd', '[{"agent_id":1,"current_status":"Break"},{"name":"x"}]', 1],
    ['rows in an object', '{"agents_changed":[{"agent_id":1}]}', 1],
    ['nothing at all', '', 0],
  ])('a status change answered by %s is no failure', async (_what, body, count) => {
    const {client} = await answering(202, body);
    const {data} = await client.run(forceLogoutAgents, {body: {agent_ids: [1]}}, {passage: 'act'});
    expect(data).toHaveLength(count);
  });

  test('redirects are not followed, and credentials go nowhere else', async () => {
    const seen: (string | undefined)[] = [];
    const other = await httpServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('[]');
    });
    closers.push(other.close);
    const made = await answering(302, '', {location: `${other.origin}/apps/api/v1/users`});
    await expectFailure(made, 'UnexpectedStatusError', 'maybe', /302/);
    expect(seen).toEqual([]);
  });
});

describe('the token', () => {
  test('is asked for once, also by requests that start together', async () => {
    let asked = 0;
    const gate = deferred<void>();
    const server = await httpServer((_request, response) => response.end('[]'));
    closers.push(server.close);
    const token = async () => {
      asked += 1;
      await gate.promise;
      return 'secret';
    };
    const {client} = clientOf(server.origin, {access: {token}});
    const runs = [1, 2, 3].map(() => client.run(listUsers, {}, {passage: 'act'}));
    gate.resolve();
    await Promise.all(runs);
    expect(asked).toBe(1);
  });

  test('that cannot be had is told as such, and asked for again', async () => {
    const tokens = [Promise.reject(new Error('the password manager is locked')), Promise.resolve('secret')];
    const server = await httpServer((_request, response) => response.end('[]'));
    closers.push(server.close);
    const {client} = clientOf(server.origin, {access: {token: () => tokens.shift() ?? Promise.resolve('')}});
    await expect(client.run(listUsers, {}, {passage: 'act'})).rejects.toMatchObject({
      name: 'TokenUnavailableError',
      reached: 'no',
      message: expect.stringContaining('locked'),
    });
    await expect(client.run(listUsers, {}, {passage: 'act'})).resolves.toMatchObject({status: 200});
    expect(server.arrivals).toHaveLength(1);
  });
});

test('a read-only client hands nothing that writes to the network', async () => {
  const server = await httpServer((_request, response) => response.end('[]'));
  closers.push(server.close);
  const {client} = clientOf(server.origin, {access: {readOnly: true}});
  await expect(client.run(forceLogoutAgents, {body: {agent_ids: [1]}}, {passage: 'act'})).rejects.toMatchObject({
    name: 'ReadOnlyError',
  });
  expect(server.arrivals).toEqual([]);
});

test('read-only that is switched on while a refused change waits again: it is not sent any more', async () => {
  let isReadOnly = false;
  const server = await httpServer((_request, response) => {
    isReadOnly = true;
    response.writeHead(429, {'retry-after': '0'}).end();
  });
  closers.push(server.close);
  const access = {
    get readOnly() {
      return isReadOnly;
    },
  };
  const {client} = clientOf(server.origin, {access});
  await expect(client.run(forceLogoutAgents, {body: {agent_ids: [1]}}, {passage: 'act'})).rejects.toMatchObject({
    name: 'ReadOnlyError',
  });
  expect(server.arrivals).toHaveLength(1);
});

test('what is to hold before each try is asked before each', async () => {
  let asked = 0;
  const server = await httpServer((_request, response) => {
    if (asked < 3) response.writeHead(429, {'retry-after': '0'}).end();
    else response.end('[]');
  });
  closers.push(server.close);
  const {client} = clientOf(server.origin);
  const beforeTry = async (): Promise<void> => {
    asked += 1;
    if (asked > 2) throw new Error('no longer');
  };
  const input = {body: {agent_ids: [1]}};
  await expect(client.run(forceLogoutAgents, input, {passage: 'act', beforeTry})).rejects.toThrow('no longer');
  expect(server.arrivals).toHaveLength(2);
});
