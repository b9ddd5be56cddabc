import {describe, expect, test} from 'vitest';
import {CredentialsRefusedError, UnreachableError} from '../../source/api/errors.js';
import {exitCodeOf} from '../../source/commands/exit-code.js';
import {runWatch} from '../../source/commands/watch.js';
import {CredentialsError} from '../../source/settings/settings-error.js';
import {STATUS, statusById} from '../../source/simulator/floor/statuses.js';
import {runFlags} from '../settings/run-flags.js';
import {deadTenant, namingArguments, oddTenant, smallTenant} from './own-tenant.js';
import {testIo} from './test-io.js';

const isoMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const demo = ['watch', '--demo', '--rate', '50', '--agents', '20', '--queues', '6'];

describe('watch', () => {
  test('tells every queue, operation status and agent once as it becomes known, in the documented fields', async () => {
    const tenant = await smallTenant({speed: 60});
    const io = testIo({environment: {FLOORWALKER_TOKEN: tenant.token}, statuses: tenant.statuses});
    const from = Date.now();
    const line = ['watch', ...namingArguments(tenant), '--profile', 'test', '--for', '2s'];
    const code = await runWatch(runFlags(...line), io);
    expect(code).toBe(0);
    expect(io.err.text).toBe('');
    const lines = io.out.lines();
    for (const line of lines) {
      expect(Object.keys(line).slice(0, 3)).toEqual(['at', 'tenant', 'type']);
      expect(line['at']).toMatch(isoMs);
      expect(line['tenant']).toBe('demo');
      expect(Date.parse(String(line['at']))).toBeGreaterThanOrEqual(from);
      expect(Date.parse(String(line['at']))).toBeLessThanOrEqual(Date.now());
    }
    expect(new Set(lines.map(line => line['type']))).toEqual(new Set(['wait', 'queue_status', 'agent']));

    const waits = lines.filter(line => line['type'] === 'wait');
    expect(new Set(waits.map(line => line['menu_id'])).size).toBe(6);
    for (const {voice_call, chat, ...wait} of waits) {
      expect(wait).toEqual({
        at: expect.any(String),
        tenant: 'demo',
        type: 'wait',
        menu_id: expect.any(Number),
        lang: 'en',
        menu_type: expect.stringMatching(/_menu$/),
        path: expect.any(String),
        logged_in_agents: expect.any(Number),
        available_agents: expect.any(Number),
        breakthrough_agents: expect.any(Number),
      });
      expect(typeof (voice_call ?? chat)).toBe('number');
    }
    const states = lines.filter(line => line['type'] === 'queue_status');
    for (const {state, channel, ...rest} of states) {
      expect(Object.keys(rest)).toEqual(['at', 'tenant', 'type', 'menu_id', 'lang']);
      expect(['call', 'chat']).toContain(channel);
      expect(['open', 'after_hours', 'over_capacity']).toContain(state);
    }
    // One per queue and channel that its wait line has.
    const channels = waits.flatMap(line => [
      ...('voice_call' in line ? [`${line['menu_id']} call`] : []),
      ...('chat' in line ? [`${line['menu_id']} chat`] : []),
    ]);
    expect(new Set(states.map(line => `${line['menu_id']} ${line['channel']}`))).toEqual(new Set(channels));

    const agents = lines.filter(line => line['type'] === 'agent');
    expect(new Set(agents.map(line => line['id'])).size).toBe(20);
    const held = new Map<unknown, unknown>();
    for (const {id, status_id, status, confidence, since, ...rest} of agents) {
      expect(Object.keys(rest)).toEqual(['at', 'tenant', 'type']);
      expect(held.has(id) && held.get(id) === status_id).toBe(false);
      if (status_id === null) expect([status, confidence, since]).toEqual([null, 0, null]);
      else {
        expect(typeof status).toBe('string');
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
        expect(String(confidence).length).toBeLessThanOrEqual(5);
        // Nobody tells when the first status began.
        if (held.get(id) === undefined || held.get(id) === null) expect(since).toBeNull();
        else expect(since).toMatch(isoMs);
      }
      held.set(id, status_id);
    }
    expect([...held.values()].filter(id => id === null)).toEqual([]);
  });

  test('an agent whose status changes gets another line, with the time since when it is held', async () => {
    const tenant = await smallTenant();
    const io = testIo({environment: {FLOORWALKER_TOKEN: tenant.token}, statuses: tenant.statuses});
    const run = runWatch(runFlags('watch', ...namingArguments(tenant), '--profile', 'test'), io);
    await io.out.until(text => text.includes('"status":"Available"'));
    const line = io.out.lines().find(({type, status}) => type === 'agent' && status === 'Available');
    const id = Number(line?.['id']);
    const agent = tenant.floor.agentById(id);
    if (!agent) throw new Error('there is no such agent');
    tenant.floor.changes.change(agent, statusById(STATUS.break));
    await io.out.until(text => text.includes(`"id":${id},"status_id":4,"status":"Break"`));
    io.signal('SIGINT');
    expect(await run).toBe(130);
    const told = io.out.lines().findLast(({type, id: other}) => type === 'agent' && other === id);
    expect(told).toMatchObject({status: 'Break', since: told?.['at']});
  });

  test('--requests adds a line per request', async () => {
    const tenant = await smallTenant();
    const io = testIo({environment: {FLOORWALKER_TOKEN: tenant.token}});
    const run = runWatch(runFlags('watch', ...namingArguments(tenant), '--requests', '--for', '1s'), io);
    expect(await run).toBe(0);
    const requests = io.out.lines().filter(line => line['type'] === 'request');
    expect(requests[0]).toEqual({
      at: expect.stringMatching(isoMs),
      tenant: 'demo',
      type: 'request',
      operation: expect.any(String),
      status: 200,
      ms: expect.any(Number),
      slot_wait_ms: expect.any(Number),
    });
    expect(requests.every(({ms, slot_wait_ms}) => Number.isInteger(ms) && Number.isInteger(slot_wait_ms))).toBe(true);
    const served = tenant.requests.length;
    // The last one may have been cut off by the end.
    expect(served - requests.length).toBeLessThanOrEqual(1);
  });

  test('what a row leaves out is null, or absent for a channel that the queue does not take; zero is 0', async () => {
    const tenant = await oddTenant((request, response) => {
      const rows = [
        {menu_id: 1, voice_call: null, logged_in_agents: 0},
        {menu_id: 2, chat: 0, materialized_path: '\u001B[2Jx'},
      ];
      response.end(JSON.stringify(request.url?.includes('wait_times') ? rows : []));
    });
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'secret'}});
    const run = runWatch(runFlags('watch', ...namingArguments(tenant)), io);
    await io.out.until(text => text.includes('"menu_id":2'));
    io.signal('SIGTERM');
    expect(await run).toBe(143);
    const [one, two] = io.out.lines().filter(line => line['type'] === 'wait');
    expect(one).toMatchObject({menu_id: 1, voice_call: null, logged_in_agents: 0, available_agents: null});
    expect(one).not.toHaveProperty('chat');
    expect(two).toMatchObject({menu_id: 2, chat: 0, logged_in_agents: null, path: '␛[2Jx'});
    expect(two).not.toHaveProperty('voice_call');
    expect(io.out.text).not.toContain('\u001B');
    expect(io.out.text + io.err.text).not.toContain('secret');
  });

  test('failures are lines and do not end it; the same one is not told over and over', async () => {
    let failing = 0;
    const tenant = await oddTenant((request, response) => {
      if (request.url?.includes('wait_times')) {
        failing += 1;
        response.writeHead(403).end('{"message":"no \u202Ewaits"}');
      } else response.end('[]');
    });
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'secret'}});
    const run = runWatch(runFlags('watch', ...namingArguments(tenant), '--for', '1s'), io);
    expect(await run).toBe(0);
    expect(failing).toBeGreaterThan(0);
    expect(io.out.lines().filter(line => line['type'] === 'error')).toEqual([
      {
        at: expect.stringMatching(isoMs),
        tenant: 'odd',
        type: 'error',
        operation: 'listWaitTimes',
        message: 'The tenant forbids this (403): no �waits',
        next: expect.stringContaining('administrator'),
      },
    ]);
  });

  test('a wrong token ends it at once with 3, after one request', async () => {
    const tenant = await smallTenant();
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'wrong'}});
    const error = await runWatch(runFlags('watch', ...namingArguments(tenant)), io).catch(reason => reason);
    expect(error).toBeInstanceOf(CredentialsRefusedError);
    expect(exitCodeOf(error)).toBe(3);
    expect(tenant.requests).toHaveLength(1);
    expect(io.out.lines().every(line => line['type'] === 'error')).toBe(true);
  });

  test('without a token nothing is sent', async () => {
    const tenant = await smallTenant();
    const error = await runWatch(runFlags('watch', ...namingArguments(tenant)), testIo()).catch(reason => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect(exitCodeOf(error)).toBe(2);
    expect(tenant.requests).toHaveLength(0);
  });

  test('goes on trying a tenant that cannot be reached, and ends with 4 when --for is over', async () => {
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'x'}});
    const started = performance.now();
    const run = runWatch(runFlags('watch', ...namingArguments(await deadTenant()), '--for', '500ms'), io);
    const error = await run.catch(reason => reason);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(exitCodeOf(error)).toBe(4);
    expect(performance.now() - started).toBeGreaterThanOrEqual(500);
    expect(io.out.lines()[0]).toMatchObject({type: 'error', message: expect.stringContaining('refused')});
  });

  test('a reader that has gone ends it quietly', async () => {
    const io = testIo();
    io.out.breaksAfter = 3;
    expect(await runWatch(runFlags(...demo), io)).toBe(0);
    expect(io.out.lines()).toHaveLength(3);
    expect(io.err.text).toBe('');
  });

  test('a terminal that has gone ends it like a hangup, a disk that fails is an error', async () => {
    const terminal = testIo({isTTY: true});
    Object.assign(terminal.out, {breaksAfter: 3, breaksWith: 'EIO'});
    expect(await runWatch(runFlags(...demo), terminal)).toBe(129);
    expect(terminal.err.text).toBe('');
    const file = testIo();
    Object.assign(file.out, {breaksAfter: 3, breaksWith: 'EIO'});
    await expect(runWatch(runFlags(...demo), file)).rejects.toThrow('write EIO');
  });

  test('a reader that does not keep up gets the newest line of each thing', async () => {
    const tenant = await smallTenant({speed: 600});
    const io = testIo({environment: {FLOORWALKER_TOKEN: tenant.token}, statuses: tenant.statuses});
    io.out.isHeld = true;
    const line = ['watch', ...namingArguments(tenant), '--profile', 'test', '--for', '1500ms'];
    const run = runWatch(runFlags(...line), io);
    const learned = new Promise<void>(resolve => tenant.onRequest(() => tenant.requests.length > 50 && resolve()));
    await learned;
    io.out.release();
    expect(await run).toBe(0);
    const agents = io.out.lines().filter(line => line['type'] === 'agent');
    expect(new Set(agents.map(line => line['id'])).size).toBe(20);
    // One line of each for the time it was held, and what changed in the half second after.
    expect(agents.length).toBeLessThan(80);
  });

  test('a reader that does not read does not keep a signal waiting', async () => {
    const stuck = testIo();
    stuck.out.isHeld = true;
    const other = runWatch(runFlags(...demo), stuck);
    await stuck.out.until(text => text !== '');
    stuck.signal('SIGINT');
    expect(await other).toBe(130);
  });
});
