import {afterEach, describe, expect, test} from 'vitest';
import {updateAgentStatuses} from '../../source/api/operations/agent-statuses.js';
import {httpServer, rawJson, rawServer} from '../api/loopback.js';
import {gapsOf, type RunningSession, sessionWith, simulatedSession, smallTenant} from './running-session.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * What a slot costs when the machine is not busy with something else: a quarter of the gaps is no longer than this. Spacing
 * itself is judged by the shortest gap.
 */
const undisturbed = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0;

/** Prints what was measured, for whoever tunes. */
function measured(what: string, gaps: readonly number[]): void {
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  if (process.env['SHOW_SPACING']) {
    process.stdout.write(`${what}: mean ${mean(gaps).toFixed(2)} min ${least.toFixed(2)} max ${most.toFixed(2)} ms\n`);
  }
}

describe('spacing as the tenant measures it', () => {
  test.concurrent('at 1 a second: never closer, and 97 % of the slots used', async () => {
    const {tenant, run, stop, until} = await simulatedSession({rate: 1});
    run();
    await until(() => tenant.requests.length >= 8);
    await stop();
    const gaps = gapsOf(tenant.requests.map(request => request.at));
    measured('rate 1', gaps);
    expect(tenant.requests.filter(request => request.status !== 200)).toEqual([]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    expect(undisturbed(gaps)).toBeLessThanOrEqual(1030);
  });

  test.concurrent('at 1 a second with answers that take 3 s', async () => {
    const server = await httpServer((request, response) => {
      setTimeout(() => smallTenant(request, response), 3000);
    });
    const {run, stop, until} = sessionWith(server.origin, {rate: 1});
    run();
    await until(() => server.arrivals.length >= 7);
    await stop();
    await server.close();
    const gaps = gapsOf(server.arrivals);
    measured('rate 1, slow', gaps);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    // Not the time of an answer. How close it comes to 1 s is tested on a clock that no other process slows down.
    expect(undisturbed(gaps)).toBeLessThan(1100);
  });

  test('at 20 a second with concurrent actions: never closer, nothing refused', async () => {
    const {tenant, session, run, stop, until} = await simulatedSession({rate: 20});
    closers.push(stop);
    run();
    const acts: Promise<unknown>[] = [];
    const [agent] = tenant.floor.agents;
    const body = {status: 'Break', agent_ids: [agent?.id ?? 0], team_ids: []};
    const stopActing = tenant.onRequest(() => {
      if (tenant.requests.length % 10 !== 0) return;
      acts.push(session.client.run(updateAgentStatuses, {body}, {passage: 'act'}));
      acts.push(session.client.run(updateAgentStatuses, {body}, {passage: 'act'}));
    });
    await until(() => tenant.requests.length >= 60);
    stopActing();
    await Promise.allSettled(acts);
    const gaps = gapsOf(tenant.requests.map(request => request.at));
    measured('rate 20', gaps);
    expect(tenant.requests.filter(request => request.status === 429)).toEqual([]);
    expect(tenant.requests.filter(request => request.method === 'POST').length).toBeGreaterThan(6);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
    // How many of the slots are used at such rates is measured in bench/spacing.ts, not timed here.
  });

  async function runAgainst(running: RunningSession, arrivals: readonly number[], count: number): Promise<number[]> {
    closers.unshift(running.stop);
    running.run();
    await running.until(() => arrivals.length >= count);
    const gaps = gapsOf(arrivals);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / running.session.budget.view().rate);
    return gaps;
  }

  test('with answers that take 3 intervals', async () => {
    let open = 0;
    const openAtArrival: number[] = [];
    const server = await httpServer((request, response) => {
      openAtArrival.push(open);
      open += 1;
      response.on('close', () => {
        open -= 1;
      });
      setTimeout(() => smallTenant(request, response), 150);
    });
    closers.push(server.close);
    const gaps = await runAgainst(sessionWith(server.origin, {rate: 20}), server.arrivals, 35);
    measured('rate 20, slow', gaps);
    // Slots do not wait for answers: how many are used is measured in bench/spacing.ts.
    expect(Math.max(...openAtArrival)).toBeGreaterThanOrEqual(2);
  });

  test('when every answer closes its connection', async () => {
    const server = await httpServer((request, response) => {
      response.setHeader('connection', 'close');
      smallTenant(request, response);
    });
    closers.push(server.close);
    const gaps = await runAgainst(sessionWith(server.origin, {rate: 50}), server.arrivals, 40);
    measured('rate 50, cold', gaps);
  });

  test('when connections are reset instead of answered', async () => {
    const arrivals: number[] = [];
    const server = await rawServer((socket, _head, count) => {
      arrivals.push(performance.now());
      if (count % 5 === 0) socket.resetAndDestroy();
      else socket.write(rawJson('[]'));
    });
    closers.push(server.close);
    const gaps = await runAgainst(sessionWith(server.origin, {rate: 20}), arrivals, 30);
    measured('rate 20, resets', gaps);
  });

  test('after the process stood still', async () => {
    const server = await httpServer(smallTenant);
    closers.push(server.close);
    const running = sessionWith(server.origin, {rate: 50});
    closers.unshift(running.stop);
    running.run();
    await running.until(() => server.arrivals.length >= 5);
    // The server stands still with it; what counts is when requests leave.
    const until = performance.now() + 300;
    while (performance.now() < until);
    const before = server.arrivals.length;
    await running.until(() => server.arrivals.length >= before + 10);
    expect(Math.min(...gapsOf(server.arrivals))).toBeGreaterThanOrEqual(20);
  });
});
