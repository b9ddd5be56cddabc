import {expect, test} from 'vitest';
import {systemClock} from '../../source/lib/clock.js';
import {channelOf} from '../../source/simulator/floor/floor-queue.js';
import {startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {httpServer} from '../api/loopback.js';
import {sessionWith, smallTenant} from './running-session.js';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

/** A clock that can be moved on; the wall stands where it is, for the tenant goes by that. */
function movedClock() {
  let ahead = 0;
  return {
    clock: {...systemClock, now: () => systemClock.now() + ahead},
    move: (ms: number) => {
      ahead += ms;
    },
  };
}

/** The floor's clock is whole quarters of an hour from ours, as a time zone is, and shows about two in the afternoon. */
function afternoon(): Date {
  const now = Date.now();
  const day = 24 * HOUR;
  const ahead = Math.round((((14 * HOUR - (now % day) + day + day / 2) % day) - day / 2) / QUARTER) * QUARTER;
  return new Date(now + ahead);
}

test('opening hours are asked for with few requests, and foretell when each queue closes', async () => {
  const {clock, move} = movedClock();
  const tenant = await startSimulatedTenant({
    rate: 200,
    agents: 20,
    queues: 6,
    seed: 3,
    startsAt: afternoon(),
    languages: ['en'],
  });
  const {session, run, stop, until} = sessionWith(new URL(tenant.baseUrl).origin, {
    rate: 200,
    statuses: tenant.statuses,
    subdomain: tenant.subdomain,
    token: async () => tenant.token,
    clock,
  });
  run();
  await until(
    () => session.poller.coverage().complete && [...session.picture.queues.values()].some(one => one.states.call),
  );
  await until(() => session.poller.coverage().known === session.poller.coverage().total);
  const asked = () => tenant.requests.filter(({path}) => path === '/queues/status');
  expect(asked()).toEqual([]);
  move(200_000);
  session.poller.retryNow();
  const types = new Set(tenant.floor.queues.map(({menu}) => menu.type));
  await until(() => asked().length === types.size);
  await until(() => tenant.requests.length > tenant.requests.indexOf(asked().at(-1) as never) + 3);
  const {hours} = session.flips;
  const wall = clock.wall();
  const floorAhead = afternoon().getTime() - Date.now();
  let judged = 0;
  for (const queue of tenant.floor.queues) {
    const {menu, lang, hours: own} = queue;
    const closes = Math.floor((wall + floorAhead) / (24 * HOUR)) * 24 * HOUR + own.to * 60_000 - floorAhead;
    const key =
      [...session.picture.queues.values()].find(one => one.menuId === menu.id && one.lang === lang)?.key ?? '';
    if (channelOf(queue, 'call') === undefined || own.from > 13 * 60 || closes > wall + 7 * HOUR) continue;
    judged += 1;
    expect(hours.expected(key, wall, closes - 60_000)).toBe(0);
    expect(hours.expected(key, wall, closes + 60_000)).toBeGreaterThan(1);
  }
  expect(judged).toBeGreaterThan(0);
  await stop();
  await tenant.close();
});

test('a tenant without that operation is asked once, and it is no failure', async () => {
  const {clock, move} = movedClock();
  const failures: string[] = [];
  const server = await httpServer((request, response) => {
    const isHours = request.url?.includes('/queues/status');
    if (!isHours && !request.url?.includes('/wait_times')) return smallTenant(request, response);
    response.writeHead(isHours ? 404 : 200, {'content-type': 'application/json'});
    const queue = {menu_id: 29, voice_call: 95, materialized_path: 'Support', menu_type: 'ivr_menu'};
    response.end(JSON.stringify(isHours ? {} : [queue]));
  });
  const {session, events, run, stop, until} = sessionWith(server.origin, {rate: 200, clock});
  session.listen({onFailure: candidate => failures.push(candidate.operation.id)});
  run();
  await until(
    () => session.poller.coverage().known === session.poller.coverage().total && session.poller.coverage().complete,
  );
  move(200_000);
  session.poller.retryNow();
  await until(() => events.some(({operation}) => operation === 'getQueuesStatus'));
  const before = events.length;
  move(3_600_000);
  session.poller.retryNow();
  await until(() => events.length > before + 20);
  const asked = events.filter(({operation}) => operation === 'getQueuesStatus');
  expect(asked).toHaveLength(1);
  // Whatever is under way when the clock is moved on by an hour takes that long, and may be given up.
  expect(failures).not.toContain('getQueuesStatus');
  expect(session.poller.health.state).toBe('live');
  await stop();
  await server.close();
});
