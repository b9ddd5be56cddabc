import {expect, test} from 'vitest';
import {type Clock, systemClock} from '../../source/lib/clock.js';
import {startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {httpServer} from '../api/loopback.js';
import {sessionWith} from './running-session.js';

const HOUR = 3_600_000;

test('after a sleep everything is that much older to the plan: states are looked at again soon, without a burst', async () => {
  let slept = 0;
  // A monotonic clock stands still while the machine sleeps.
  const clock = {...systemClock, wall: () => systemClock.wall() + slept};
  const tenant = await startSimulatedTenant({rate: 100, agents: 30, queues: 10, seed: 4, languages: ['en']});
  const {session, run, stop, until} = sessionWith(new URL(tenant.baseUrl).origin, {
    rate: 100,
    statuses: tenant.statuses,
    subdomain: tenant.subdomain,
    token: async () => tenant.token,
    clock,
  });
  run();
  const isAllKnown = () => {
    const {complete, known, total} = session.poller.coverage();
    return complete && known === total;
  };
  await until(isAllKnown);
  const states = () =>
    [...session.picture.queues.values()].flatMap(queue =>
      queue.channels.map(channel => ({key: queue.key, channel, told: queue.states[channel]})),
    );
  const doubts = () => states().map(({key, channel}) => session.doubts.state(key, channel, clock.now()));
  const before = doubts();
  slept = 3 * HOUR;
  const woke = tenant.requests.length;
  await until(() => tenant.requests.length > woke + 2);
  // Of more than half of them it cannot be said what they are now, and before it could of all.
  expect(Math.max(...before)).toBeLessThan(0.01);
  expect(doubts().filter(doubt => doubt > 0.5).length).toBeGreaterThan(doubts().length / 2);
  await until(() => tenant.requests.length > woke + 60);
  expect(states().filter(({told}) => (told?.at.wall ?? 0) < Date.now() + HOUR)).toEqual([]);
  expect(tenant.requests.filter(({status}) => status === 429)).toEqual([]);
  await stop();
  await tenant.close();
});

test('a sleep is noticed also while credentials that are refused are left alone', async () => {
  let slept = 0;
  // Ten times as fast: the pause takes 1.5 s, a piece of it half a second.
  const clock: Clock = {
    now: () => systemClock.now(),
    wall: () => systemClock.wall() + slept,
    sleep: (ms, signal) => systemClock.sleep(ms > 1000 ? ms / 10 : ms, signal),
  };
  const server = await httpServer((_request, response) => response.writeHead(401).end());
  const {session, run, stop, until} = sessionWith(server.origin, {rate: 50, clock});
  session.watchList.follow('job', 7, clock.now());
  run();
  await until(() => session.poller.health.state === 'away');
  const due = session.watchList.get('job', 7)?.due ?? 0;
  const asked = server.arrivals.length;
  slept = HOUR;
  await until(() => (session.watchList.get('job', 7)?.due ?? 0) < due - HOUR / 2);
  // In the pause, not at its end.
  expect(server.arrivals.length).toBe(asked);
  await stop();
  await server.close();
});
