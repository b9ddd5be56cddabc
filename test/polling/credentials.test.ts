import type {ServerResponse} from 'node:http';
import {afterEach, expect, test} from 'vitest';
import {systemClock} from '../../source/lib/clock.js';
import {httpServer} from '../api/loopback.js';
import {sessionWith, smallTenant} from '../session/running-session.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A tenant that takes one token. The seconds of a pause pass at once; `pauses` tells its s between requests that were far apart. */
async function tenantTaking(first: string) {
  const tenant = {takes: first};
  let ahead = 0;
  const arrivals: number[] = [];
  const server = await httpServer((request, response) => {
    arrivals.push(clock.now());
    const given = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
    if (given === `demo:${tenant.takes}`) return smallTenant(request, response);
    response.writeHead(401).end();
  });
  const clock = {
    now: () => systemClock.now() + ahead,
    wall: () => Math.round(systemClock.wall() + ahead),
    sleep: async (ms: number, signal?: AbortSignal) => {
      // A pause comes in pieces of 5 s; others wait for answers and connections.
      if (ms < 4500 || ms > 5000) return systemClock.sleep(ms, signal);
      ahead += ms;
    },
  };
  const source = {token: first, refused: [] as (string | undefined)[]};
  const token = async (refused?: string) => {
    source.refused.push(refused);
    return source.token;
  };
  const one = sessionWith(server.origin, {rate: 50, clock, token});
  closers.push(one.stop, server.close);
  const pauses = () =>
    arrivals
      .slice(1)
      .map((at, index) => Math.round((at - (arrivals[index] ?? 0)) / 1000))
      .filter(seconds => seconds >= 10);
  return {...one, tenant, source, pauses};
}

test('a rotated token is asked for again after a 401, naming the refused one', async () => {
  const one = await tenantTaking('old');
  one.run();
  await one.until(() => one.session.poller.health.state === 'live');
  expect(one.source.refused).toEqual([undefined]);
  one.tenant.takes = 'new';
  one.source.token = 'new';
  await one.until(() => one.healths.some(health => health.state === 'away'));
  await one.until(() => one.session.poller.health.state === 'live');
  expect(one.source.refused).toEqual([undefined, 'old']);
  expect(one.pauses()).toEqual([15]);
});

test('while the same token comes again, the pause between tries grows from 15 s to 5 min', async () => {
  const one = await tenantTaking('right');
  one.source.token = 'wrong';
  one.run();
  await one.until(() => one.pauses().length >= 7);
  expect(one.pauses().slice(0, 7)).toEqual([15, 30, 60, 120, 240, 300, 300]);
  one.source.token = 'right';
  await one.until(() => one.session.poller.health.state === 'live');
});

test('a 401 to what was asked before the operator asked for a refresh begins no new pause', async () => {
  const held: ServerResponse[] = [];
  let isHeld = false;
  const server = await httpServer((request, response) => {
    if (isHeld) held.push(response);
    else smallTenant(request, response);
  });
  const one = sessionWith(server.origin, {rate: 50});
  closers.push(one.stop, server.close);
  one.run();
  await one.until(() => one.session.poller.health.state === 'live');
  isHeld = true;
  await one.until(() => held.length >= 2);
  isHeld = false;
  one.session.poller.retryNow();
  for (const response of held) response.writeHead(401).end();
  await one.until(() => one.healths.some(health => health.state === 'away'));
  // Longer than `until` waits would be a pause.
  await one.until(() => one.session.poller.health.state === 'live');
});
