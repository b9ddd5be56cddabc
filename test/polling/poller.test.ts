import {getEventListeners} from 'node:events';
import type {ServerResponse} from 'node:http';
import {afterEach, describe, expect, test} from 'vitest';
import {escalateChat} from '../../source/api/operations/chats.js';
import {PollRecords} from '../../source/polling/poll-records.js';
import {httpServer, type Loopback, rawServer} from '../api/loopback.js';
import {manualClock} from '../helpers/manual-clock.js';
import {gapsOf, type RunningSession, sessionWith, smallTenant} from '../session/running-session.js';
import {candidate} from './candidates.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Far shorter than a slot at the slowest rate (10 s), an answer that hangs (16 s) or a pause (15 s). */
const PROMPT_MS = 2000;

/** Slots of 20 ms: long against the jitter of a busy machine. */
const RATE = 50;

type Fault = (url: string, response: ServerResponse) => boolean;

/** A small tenant whose answers can be replaced: `fault.now` answers itself and tells so. */
async function faulty(options: Partial<Parameters<typeof sessionWith>[1]> = {}) {
  const fault: {now: Fault} = {now: () => false};
  const urls: string[] = [];
  const server = await httpServer((request, response) => {
    urls.push(request.url ?? '');
    if (!fault.now(request.url ?? '', response)) smallTenant(request, response);
  });
  const running = sessionWith(server.origin, {rate: RATE, ...options});
  closers.push(running.stop, server.close);
  return {...running, fault, urls, server};
}

const failing =
  (status: number): Fault =>
  (_url, response) => {
    response.writeHead(status, {'content-type': 'application/json'}).end('{"message":"down for maintenance"}');
    return true;
  };

const isAllKnown = ({session}: RunningSession) => {
  const {known, total, complete} = session.poller.coverage();
  return complete && known === total;
};

describe('a cold start', () => {
  test('waits, directory, presence by expected size, then operation status, until all is known', async () => {
    const one = await faulty({languages: ['en', 'fr']});
    expect(one.session.poller.health.state).toBe('starting');
    one.run();
    await one.until(() => isAllKnown(one));
    const kinds = one.urls.map(url => url.replace('/apps/api/v1', ''));
    expect(kinds.slice(0, 2).sort()).toEqual(['/wait_times?lang=en', '/wait_times?lang=fr']);
    const firstState = kinds.findIndex(kind => kind.startsWith('/queue_operation'));
    const presence = kinds.slice(3, firstState);
    expect(kinds[2]).toBe('/users?page=1&per=999');
    expect(presence[0]).toBe('/users?status_id[]=2');
    // Everybody is in status 1, and that is known with the second answer or the third.
    expect(presence.length).toBeGreaterThanOrEqual(2);
    expect(presence.every(kind => kind.startsWith('/users?status_id[]='))).toBe(true);
    expect(kinds.filter(kind => kind.startsWith('/queue_operation')).length).toBeGreaterThanOrEqual(4);
    expect(one.session.poller.health.state).toBe('live');
    expect(one.session.picture.agents.get(1)?.presence.statusId).toBe(1);
  });

  test('pages of 999 that are refused with 400 are no failure', async () => {
    const one = await faulty();
    one.fault.now = (url, response) => {
      if (!url.includes('per=999')) return false;
      response.writeHead(400).end();
      return true;
    };
    one.run();
    await one.until(() => one.session.picture.directoryAt !== null);
    expect(one.urls.filter(url => url.includes('page='))).toEqual([
      '/apps/api/v1/users?page=1&per=999',
      '/apps/api/v1/users?page=1&per=100',
    ]);
    expect(one.session.poller.health.state).toBe('live');
  });
});

describe('one question that fails', () => {
  test('is left alone for longer each time, while the others go on', async () => {
    const one = await faulty();
    one.fault.now = (url, response) => url.includes('channel_type=chat') && failing(404)(url, response);
    one.run();
    await one.until(() => one.urls.length >= 40);
    expect(one.urls.filter(url => url.includes('channel_type=chat'))).toHaveLength(1);
    expect(one.healths.map(health => health.state)).toEqual(['live']);
    one.session.poller.retryNow();
    await one.until(() => one.urls.filter(url => url.includes('channel_type=chat')).length === 2);
  });

  test('after another leaves no slot unused once all of them rest: what failed least is asked before its time', async () => {
    const one = await faulty();
    one.run();
    await one.until(() => isAllKnown(one));
    const failed = new Set<string>();
    let isTurn = false;
    // Every second answer fails, once for each question: never twice in a row, so that the tenant is not away.
    one.fault.now = (url, response) => {
      isTurn = !isTurn;
      if (!isTurn || failed.has(url)) return false;
      failed.add(url);
      return failing(500)(url, response);
    };
    const from = one.server.arrivals.length;
    await one.until(() => one.server.arrivals.length >= from + 120);
    expect(failed.size).toBeGreaterThan(4);
    expect(one.healths.map(health => health.state)).toEqual(['live']);
    // A question rests for 5 s, a slot takes 20 ms.
    expect(Math.max(...gapsOf(one.server.arrivals.slice(from)))).toBeLessThan(400);
  });

  test.each([500, 503, 404])('with %i for a whole operation, the tenant is not said to be away', async status => {
    const one = await faulty({languages: ['en', 'fr', 'de', 'es', 'it']});
    one.fault.now = (url, response) => url.includes('queue_operation') && failing(status)(url, response);
    one.run();
    await one.until(() => one.urls.length >= 40);
    expect(one.healths.filter(health => health.state === 'away').length).toBe(0);
    expect(one.session.poller.health.state).toBe('live');
  });

  test('by an answer that cannot be used does not stop the loop, and is told', async () => {
    const one = await faulty();
    const failures: string[] = [];
    one.session.listen({onFailure: (asked, error) => failures.push(`${asked.label}: ${error.message}`)});
    one.fault.now = (url, response) => {
      if (!url.includes('queue_operation')) return false;
      response.end('{}');
      return true;
    };
    one.run();
    await one.until(() => one.urls.length >= 50);
    expect(failures[0]).toContain('neither after_hour nor overcapacity was told');
    expect(one.healths.map(health => health.state)).toEqual(['live']);
  });
});

describe('a tenant that is away', () => {
  test.each([
    ['503', failing(503)],
    ['404 everywhere', failing(404)],
    [
      'pages of HTML',
      ((_url, response) => {
        response.end('<html>please log in</html>');
        return true;
      }) as Fault,
    ],
    [
      'closed connections',
      ((_url, response) => {
        response.destroy();
        return true;
      }) as Fault,
    ],
  ])('by %s: said in words, tried at every second slot, everything kept, back within 3 slots', async (_how, fault) => {
    const one = await faulty();
    one.run();
    await one.until(() => isAllKnown(one));
    const planned = one.session.poller.plannedRefresh('waits/en');
    one.fault.now = fault;
    await one.until(() => one.session.poller.health.state === 'away');
    expect(one.session.poller.health.error?.message).toMatch(/\w+ \w+/);
    const from = one.server.arrivals.length;
    await one.until(() => one.server.arrivals.length >= from + 12);
    const gaps = gapsOf(one.server.arrivals.slice(from + 1));
    const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 0;
    expect(usual).toBeGreaterThan(36);
    expect(usual).toBeLessThan(60);
    // Not always the same question: one of them may be answered again before the others.
    expect(new Set(one.urls.slice(from)).size).toBeGreaterThan(4);
    expect(one.session.picture.queues.get('en/29')?.wait.call).toBe(95);
    expect(one.session.poller.plannedRefresh('waits/en')).toBe(planned);
    one.fault.now = () => false;
    const healed = performance.now();
    await one.until(() => one.session.poller.health.state === 'live');
    expect(performance.now() - healed).toBeLessThan(3 * 20 + 60);
  });

  test('by refused connections: one lasting state, and back when it listens again', async () => {
    const first = await httpServer(smallTenant);
    const one = sessionWith(first.origin, {rate: 50});
    closers.push(one.stop);
    one.run();
    await one.until(() => isAllKnown(one));
    await first.close();
    await one.until(() => one.session.poller.health.state === 'away');
    const since = one.session.poller.health.since;
    await one.until(() => one.healths.length > 8);
    expect(one.session.poller.health).toMatchObject({state: 'away', since});
    expect(one.session.poller.health.error?.message).toMatch(/connection was (refused|closed|reset)/);
    const again = await listenAgain(first.port);
    closers.push(again.close);
    await one.until(() => one.session.poller.health.state === 'live');
  });

  test('by wrong credentials: pauses instead of trying on', async () => {
    const one = await faulty();
    one.fault.now = failing(401);
    one.run();
    await one.until(() => one.session.poller.health.state === 'away');
    const tried = one.urls.length;
    // Twenty slots.
    await new Promise(resolve => setTimeout(resolve, 400));
    expect(one.urls.length).toBe(tried);
    expect(one.session.poller.health.error?.name).toBe('CredentialsRefusedError');
    one.fault.now = () => false;
    one.session.poller.retryNow();
    await one.until(() => one.session.poller.health.state === 'live');
  });

  test('by a token that cannot be had: said so, tried again when asked to', async () => {
    let isLocked = true;
    const token = async () => {
      if (isLocked) throw new Error('the password manager is locked');
      return 'secret';
    };
    const one = await faulty({token});
    one.run();
    await one.until(() => one.session.poller.health.state === 'away');
    expect(one.session.poller.health.error?.message).toContain('the password manager is locked');
    isLocked = false;
    one.session.poller.retryNow();
    await one.until(() => one.session.poller.health.state === 'live');
  });

  test('by hanging: an act still leaves at once', async () => {
    const server = await rawServer(() => {});
    const one = sessionWith(server.origin, {rate: 100, languages: ['en', 'fr', 'de', 'es']});
    closers.push(one.stop, server.close);
    one.run();
    await one.until(() => server.heads.length === 8);
    const giveUp = new AbortController();
    const input = {params: {chat_id: 5}, body: {}};
    const act = one.session.client.run(escalateChat, input, {passage: 'act', signal: giveUp.signal});
    await one.until(() => server.heads.length > 8);
    expect(server.heads.at(-1)).toContain('POST /apps/api/v1/chats/5/escalations');
    giveUp.abort();
    await expect(act).rejects.toMatchObject({reached: 'maybe'});
  });

  test('by hanging in every body: polls leave connections free, and an act still leaves at once', async () => {
    const one = await faulty({rate: 100, languages: ['en', 'fr', 'de', 'es']});
    one.run();
    await one.until(() => isAllKnown(one));
    let hanging = 0;
    one.fault.now = (_url, response) => {
      hanging += 1;
      return response.writeHead(200, {'content-type': 'application/json'}).write('[');
    };
    await one.until(() => hanging === 8);
    const before = one.urls.length;
    const giveUp = new AbortController();
    const input = {params: {chat_id: 5}, body: {}};
    const act = one.session.client.run(escalateChat, input, {passage: 'act', signal: giveUp.signal});
    await one.until(() => one.urls.length > before);
    expect(one.urls.slice(before)).toEqual(['/apps/api/v1/chats/5/escalations']);
    giveUp.abort();
    await expect(act).rejects.toMatchObject({reached: 'maybe'});
  });
});

describe('the end', () => {
  test('comes promptly: at the gate, while something is unanswered, while idle, while paused', async () => {
    for (const rate of [0.1, 50]) {
      const one = await faulty({rate});
      one.run();
      await one.until(() => one.urls.length >= 1);
      const started = performance.now();
      await one.stop();
      expect(performance.now() - started).toBeLessThan(PROMPT_MS);
    }
    const hanging = await faulty();
    hanging.fault.now = () => true;
    hanging.run();
    await hanging.until(() => hanging.urls.length >= 3);
    const told = hanging.healths.length;
    const started = performance.now();
    await hanging.stop();
    expect(performance.now() - started).toBeLessThan(PROMPT_MS);
    // Its own end is not the tenant's fault.
    expect(hanging.healths.length).toBe(told);
  });
});

test('nothing stays attached to the signal of the loop, however many polls it makes', async () => {
  const server = await httpServer(smallTenant);
  const {session, stop} = sessionWith(server.origin, {rate: 100});
  closers.push(stop, server.close);
  const ending = new AbortController();
  const running = session.poller.run(ending.signal);
  const counts: number[] = [];
  while (server.arrivals.length < 100) {
    await new Promise(resolve => setTimeout(resolve, 20));
    counts.push(getEventListeners(ending.signal, 'abort').length);
  }
  // One for what waits at the gate or idles, one for its turn, one or two for requests under way.
  expect(Math.max(...counts)).toBeLessThanOrEqual(8);
  ending.abort();
  await running;
  expect(getEventListeners(ending.signal, 'abort')).toHaveLength(0);
});

test('records of vanished questions are dropped, those under way are kept', async () => {
  const clock = manualClock();
  const records = new PollRecords(clock);
  for (let index = 0; index < 1000; index += 1) records.failed(`status/en/${index}/call`);
  records.sent('waits/en');
  const present = [{...candidate('operation_status', 'x'), key: 'status/en/1/call'}];
  records.prune(present);
  expect(records.size).toBe(1001);
  await clock.advance(60_000);
  records.failed('status/en/1/call');
  records.prune(present);
  expect(records.size).toBe(2);
  expect(records.get('waits/en')?.inFlight).toBe(true);
  expect(records.get('status/en/1/call')?.failures).toBe(2);
  records.landed('waits/en');
  records.succeeded('status/en/1/call');
  expect(records.size).toBe(0);
});

async function listenAgain(port: number): Promise<Loopback> {
  const {createServer} = await import('node:http');
  const server = createServer(smallTenant);
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {origin: `http://127.0.0.1:${port}`, port, close};
}
