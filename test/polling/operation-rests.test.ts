import {afterEach, describe, expect, test} from 'vitest';
import {systemClock} from '../../source/lib/clock.js';
import {OperationRests} from '../../source/polling/operation-rests.js';
import {Planner} from '../../source/polling/planner.js';
import {Poller} from '../../source/polling/poller.js';
import {stalenessValue} from '../../source/polling/staleness-value.js';
import {httpServer} from '../api/loopback.js';
import {testClient} from '../api/test-client.js';
import {manualClock} from '../helpers/manual-clock.js';
import {sessionWith, smallTenant} from '../session/running-session.js';
import {candidate} from './candidates.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const status = (id: number) => candidate('operation_status', String(id));

describe('an operation that is not answered', () => {
  test('rests after five different questions, with one probe after 1, 2, 4, 5 and 5 minutes', async () => {
    const clock = manualClock();
    const rests = new OperationRests(clock);
    for (const id of [1, 2, 2, 3, 4]) expect(rests.failed(status(id))).toBe(false);
    expect(rests.isResting(status(9))).toBe(false);
    expect(rests.failed(status(5))).toBe(true);
    expect(rests.failed(status(6))).toBe(false);
    expect(rests.isResting(candidate('waits', 'en'))).toBe(false);
    const minutes: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      let waited = 0;
      for (; rests.isResting(status(9)); waited += 1) await clock.advance(60_000);
      minutes.push(waited);
      rests.sent(status(probe));
      expect(rests.isResting(status(9))).toBe(true);
      rests.failed(status(probe));
    }
    expect(minutes).toEqual([1, 2, 4, 5, 5]);
    rests.endNow();
    expect(rests.isResting(status(9))).toBe(false);
    rests.succeeded(status(9));
    rests.failed(status(1));
    expect(rests.isResting(status(9))).toBe(false);
  });

  test('a success in between starts the count again; chats and outages do not count', () => {
    const rests = new OperationRests(manualClock());
    for (const id of [1, 2, 3, 4]) rests.failed(status(id));
    rests.succeeded(status(7));
    for (const id of [5, 6]) expect(rests.failed(status(id))).toBe(false);
    for (let id = 0; id < 9; id += 1) expect(rests.failed(candidate('chat', String(id)))).toBe(false);
    rests.forgive(new Set([status(5).key, status(6).key]));
    for (const id of [1, 2, 3, 4]) expect(rests.failed(status(id))).toBe(false);
  });

  test.each([
    ['404', 404, {}],
    ['an answer without flags', 200, {ok: 1}],
  ])('by %s takes no slots from the rest, and is told once', async (_how, code, body) => {
    const rows = Array.from({length: 60}, (_, id) => ({menu_id: id + 1, voice_call: 5, chat: 5}));
    const server = await httpServer((request, response) => {
      const url = request.url ?? '';
      const isOdd = url.includes('queue_operation');
      if (!isOdd && !url.includes('wait_times')) return smallTenant(request, response);
      response.writeHead(isOdd ? code : 200).end(JSON.stringify(isOdd ? body : rows));
    });
    const one = sessionWith(server.origin, {rate: 100});
    closers.push(one.stop, server.close);
    const told: string[] = [];
    one.session.listen({onFailure: (_, error) => told.push(error.message)});
    one.run();
    await one.until(() => one.events.length >= 120);
    const asked = one.events.filter(event => event.operation === 'getQueueOperationStatus');
    expect(asked.length).toBeLessThan(15);
    expect(told.filter(words => words.includes('operation status: this tenant does not answer it'))).toHaveLength(1);
    expect(one.session.poller.health.state).toBe('live');
  });
});

test('a question answered uselessly is left alone for longer each time', async () => {
  const server = await httpServer((request, response) => {
    if (!request.url?.includes('queue_operation')) return smallTenant(request, response);
    response.end('{"ok":1}');
  });
  const one = sessionWith(server.origin, {rate: 100});
  closers.push(one.stop, server.close);
  const failed: number[] = [];
  one.session.listen({onFailure: candidate => candidate.key.endsWith('call') && failed.push(performance.now())});
  one.run();
  await one.until(() => failed.length === 1);
  one.session.poller.retryNow();
  await one.until(() => failed.length === 2);
  const [, second = 0] = failed;
  await one.until(() => performance.now() - second > 5600);
  expect(failed).toHaveLength(2);
}, 12_000);

test('while nothing else is answered an operation does not rest: it cannot be told from a tenant that is away', async () => {
  let isWell = false;
  const asked: string[] = [];
  const server = await httpServer((request, response) => {
    asked.push(request.url ?? '');
    if (isWell) response.end('{"after_hours": false, "overcapacity": false}');
    // The waits hang, for longer than this test; the states are broken off.
    else if (!request.url?.includes('wait_times')) response.destroy();
  });
  const {client, budget, close} = testClient(server.origin, {rate: 50});
  const leaving = new AbortController();
  closers.push(async () => {
    leaving.abort();
    await close();
    await server.close();
  });
  const answered: string[] = [];
  const states = [1, 2, 3, 4, 5, 6].map(id =>
    candidate('operation_status', String(id), {
      input: {query: {menu_id: id, lang: 'en', channel_type: 'call'}},
      apply: () => void answered.push(String(id)),
    }),
  );
  const waits = candidate('waits', 'en', {input: {query: {lang: 'en'}}});
  const poller = new Poller({
    client,
    budget,
    clock: systemClock,
    planner: new Planner(stalenessValue),
    sources: [() => [waits, ...states]],
    listeners: {onHealth: () => {}, onFailure: () => {}},
    restsOperations: true,
  });
  void poller.run(leaving.signal);
  // All of them in vain, and then more of them than a rest would let through in a minute.
  await expect.poll(() => asked.length, {timeout: 3000}).toBeGreaterThan(12);
  expect(poller.health.state).toBe('starting');
  isWell = true;
  await expect.poll(() => answered.length, {timeout: 3000}).toBeGreaterThan(0);
});
