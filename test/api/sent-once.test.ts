import {afterEach, describe, expect, test} from 'vitest';
import {forceLogoutAgents} from '../../source/api/operations/agent-statuses.js';
import {listUsers} from '../../source/api/operations/users.js';
import {httpServer, rawJson, rawServer} from './loopback.js';
import {testClient} from './test-client.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const logout = {body: {agent_ids: [731]}};
const posts = (heads: readonly string[]) => heads.filter(head => head.startsWith('POST'));

describe('a write is sent once', () => {
  test.each([
    ['closed', (end: {destroy: () => void; reset: () => void}) => end.destroy()],
    ['reset', (end: {destroy: () => void; reset: () => void}) => end.reset()],
  ])('when a kept-alive connection is %s instead of an answer', async (_how, endIt) => {
    const server = await rawServer((socket, head) => {
      if (head.startsWith('GET')) socket.write(rawJson('[]'));
      else endIt({destroy: () => socket.destroy(), reset: () => socket.resetAndDestroy()});
    });
    const made = testClient(server.origin);
    closers.push(made.close, server.close);
    for (let count = 1; count <= 3; count += 1) {
      await made.client.run(listUsers, {}, {passage: 'act'});
      let sent = 0;
      const onSent = () => {
        sent += 1;
      };
      await expect(made.client.run(forceLogoutAgents, logout, {passage: 'act', onSent})).rejects.toMatchObject({
        name: 'AnswerLostError',
      });
      expect(sent).toBe(1);
      expect(posts(server.heads)).toHaveLength(count);
    }
    // Once more over a good connection, so that anything undici had put back would be seen.
    await made.client.run(listUsers, {}, {passage: 'act'});
    expect(posts(server.heads)).toHaveLength(3);
  });

  test('when the server closes each kept-alive connection right after its answer', async () => {
    const server = await rawServer(socket => {
      // Says keep-alive, and closes all the same: the next request meets a dying connection.
      socket.write(rawJson('[]'), () => socket.end());
    });
    const made = testClient(server.origin, {rate: 100});
    closers.push(made.close, server.close);
    let answered = 0;
    let lost = 0;
    for (let count = 0; count < 40; count += 1) {
      await made.client.run(forceLogoutAgents, logout, {passage: 'act'}).then(
        () => {
          answered += 1;
        },
        () => {
          lost += 1;
        },
      );
    }
    expect(answered + lost).toBe(40);
    expect(answered).toBeGreaterThan(30);
    expect(posts(server.heads).length).toBeLessThanOrEqual(40);
    expect(posts(server.heads).length).toBeGreaterThanOrEqual(answered);
  });

  test('when an answer comes before the request was read, or twice', async () => {
    const server = await rawServer(socket => socket.write(rawJson('[]') + rawJson('[]')));
    const made = testClient(server.origin);
    closers.push(made.close, server.close);
    for (let count = 0; count < 5; count += 1) {
      await made.client.run(forceLogoutAgents, logout, {passage: 'act'}).catch(() => {});
    }
    expect(posts(server.heads).length).toBeLessThanOrEqual(5);
  });

  test.each([500, 502, 503, 408, 409])('when it is answered with %i', async status => {
    const server = await httpServer((_request, response) => {
      response.writeHead(status).end('{}');
    });
    const made = testClient(server.origin);
    closers.push(made.close, server.close);
    await expect(made.client.run(forceLogoutAgents, logout, {passage: 'act'})).rejects.toMatchObject({status});
    await expect(made.client.run(listUsers, {}, {passage: 'act'})).rejects.toMatchObject({status});
    expect(server.arrivals).toHaveLength(2);
  });
});

describe('429', () => {
  const refusing = async (times: number, headers: () => Record<string, string>) => {
    const server = await httpServer((_request, response) => {
      if (server.arrivals.length <= times) response.writeHead(429, headers()).end();
      else response.end('[]');
    });
    const made = testClient(server.origin, {rate: 50});
    closers.push(made.close, server.close);
    return {server, made};
  };

  test('a write waits as told in seconds, then is sent again, and every try is told', async () => {
    const {server, made} = await refusing(2, () => ({'retry-after': '0.3'}));
    let sent = 0;
    const onSent = () => {
      sent += 1;
    };
    const {status} = await made.client.run(forceLogoutAgents, logout, {passage: 'act', onSent});
    expect(status).toBe(200);
    expect(sent).toBe(3);
    expect(made.events.map(event => event.status)).toEqual([429, 429, 200]);
    const [first = 0, second = 0, third = 0] = server.arrivals;
    expect(second - first).toBeGreaterThanOrEqual(300);
    expect(third - second).toBeGreaterThanOrEqual(300);
    expect(third - second).toBeLessThan(450);
    expect(made.budget.view()).toMatchObject({refusedTotal: 2, sentTotal: 3});
    expect(made.budget.view().slowdown).toBeGreaterThan(1);
  });

  test('a date is taken by the clock of the tenant', async () => {
    // The tenant's clock is a day behind; the date has whole seconds.
    const skew = -86_400_000;
    const at = Math.ceil((Date.now() + skew) / 1000) * 1000;
    const {server, made} = await refusing(1, () => ({
      date: new Date(at).toUTCString(),
      'retry-after': new Date(at + 1000).toUTCString(),
    }));
    await made.client.run(listUsers, {}, {passage: 'act'});
    const [first = 0, second = 0] = server.arrivals;
    expect(second - first).toBeGreaterThanOrEqual(1000);
    expect(second - first).toBeLessThan(1300);
  });

  test('without Retry-After it backs off by itself', async () => {
    const {server, made} = await refusing(3, () => ({}));
    await made.client.run(listUsers, {}, {passage: 'act'});
    const gaps = server.arrivals.slice(1).map((at, index) => at - (server.arrivals[index] ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(20);
    expect(gaps[1]).toBeGreaterThanOrEqual(40);
    expect(gaps[2]).toBeGreaterThanOrEqual(80);
  });

  test('an absurd Retry-After is bounded, and an act that gives up meanwhile is free to', async () => {
    const {server, made} = await refusing(9, () => ({'retry-after': '99999999'}));
    const controller = new AbortController();
    const run = made.client.run(listUsers, {}, {passage: 'act', signal: controller.signal});
    await expect.poll(() => made.budget.view().refusedFor).not.toBeNull();
    expect(made.budget.view().refusedFor).toBeLessThanOrEqual(300_000);
    controller.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
    expect(server.arrivals).toHaveLength(1);
  });

  test('is asked before each try whether it may still leave, again before it is written; an abort keeps it here', async () => {
    const {server, made} = await refusing(99, () => ({'retry-after': '0'}));
    const asked: number[] = [];
    const controller = new AbortController();
    const beforeLeaving = () => {
      asked.push(server.arrivals.length);
      if (asked.length === 5) controller.abort(new Error('too late'));
    };
    const run = made.client.run(forceLogoutAgents, logout, {passage: 'act', signal: controller.signal, beforeLeaving});
    await expect(run).rejects.toThrow('too late');
    // Two tries left, each looked at twice; the third was kept back at its slot.
    expect(asked).toEqual([0, 0, 1, 1, 2]);
    expect(server.arrivals).toHaveLength(2);
    // The slot that was not used is free for others.
    await made.client.run(listUsers, {}, {passage: 'act'}).catch(() => {});
    expect(server.arrivals.length).toBeGreaterThan(2);
  });

  test('is kept back between its slot and its connection as well', async () => {
    const {server, made} = await refusing(0, () => ({}));
    const controller = new AbortController();
    let count = 0;
    const beforeLeaving = () => {
      count += 1;
      if (count === 2) controller.abort(new Error('too late'));
    };
    const run = made.client.run(forceLogoutAgents, logout, {passage: 'act', signal: controller.signal, beforeLeaving});
    await expect(run).rejects.toMatchObject({name: 'CancelledError', reached: 'no'});
    expect(server.arrivals).toHaveLength(0);
  });

  test('gives up after some tries, and says that nothing was done', async () => {
    const {made} = await refusing(99, () => ({'retry-after': '0'}));
    await expect(made.client.run(forceLogoutAgents, logout, {passage: 'act'})).rejects.toMatchObject({
      name: 'RateLimitedError',
      reached: 'no',
    });
  });
});
