import {describe, expect, test} from 'vitest';
import {CredentialsRefusedError, UnreachableError} from '../../source/api/errors.js';
import {exitCodeOf} from '../../source/commands/exit-code.js';
import {runSnapshot} from '../../source/commands/snapshot.js';
import {runFlags} from '../settings/run-flags.js';
import {deadTenant, namingArguments, oddTenant, smallTenant} from './own-tenant.js';
import {testIo} from './test-io.js';

type Row = Record<string, unknown>;

describe('snapshot', () => {
  test('prints one complete picture that agrees with the floor', async () => {
    // A floor that stands still, so that the picture can be compared with it.
    const tenant = await smallTenant({speed: 0.000_01});
    const io = testIo({environment: {FLOORWALKER_TOKEN: tenant.token}, statuses: tenant.statuses});
    const code = await runSnapshot(runFlags('snapshot', ...namingArguments(tenant), '--profile', 'test'), io);
    expect(io.err.text).toMatch(/^Asking demo for its queues\.\n\d+ requests at 50\/s: about 1 s\n$/);
    expect(code).toBe(0);
    const lines = io.out.lines();
    expect(lines).toHaveLength(1);
    const picture = lines[0] ?? {};
    expect(Object.keys(picture)).toEqual([
      ...['at', 'tenant', 'complete', 'queues', 'agents', 'presence', 'budget', 'errors'],
    ]);
    expect(picture).toMatchObject({tenant: 'demo', complete: true, errors: []});
    expect(picture['at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

    const queues = picture['queues'] as Row[];
    expect(queues.map(queue => queue['menu_id'])).toEqual(tenant.floor.queues.map(queue => queue.menu.id));
    for (const {voice_call, chat, states, ...queue} of queues) {
      expect(queue).toEqual({
        menu_id: expect.any(Number),
        lang: 'en',
        path: expect.any(String),
        menu_type: expect.any(String),
        logged_in_agents: expect.any(Number),
        available_agents: expect.any(Number),
        breakthrough_agents: expect.any(Number),
        age_ms: expect.any(Number),
      });
      const channels = [...(voice_call === undefined ? [] : ['call']), ...(chat === undefined ? [] : ['chat'])];
      expect(Object.keys(states as Row)).toEqual(channels);
      for (const state of Object.values(states as Row))
        expect(['open', 'after_hours', 'over_capacity']).toContain(state);
    }

    const agents = picture['agents'] as Row[];
    expect(agents).toHaveLength(20);
    const counts: Record<string, number> = {};
    for (const agent of agents) {
      const truth = tenant.floor.presenceOf(Number(agent['id']));
      const name = tenant.statuses.get(truth?.statusId ?? 0) ?? '';
      counts[name] = (counts[name] ?? 0) + 1;
      expect(agent).toEqual({
        id: expect.any(Number),
        name: expect.any(String),
        teams: expect.any(Array),
        status_id: truth?.statusId,
        status: name,
        confidence: expect.any(Number),
        online: truth?.online,
        wrap_up: truth?.wrapUp,
        age_ms: expect.any(Number),
      });
    }
    const none = Object.fromEntries([...tenant.statuses.values()].map(name => [name, 0]));
    expect(picture['presence']).toEqual({...none, ...counts, unknown: 0});
    // Each question once, and nothing else.
    expect(picture['budget']).toEqual({rate: 50, used: tenant.requests.length, refused: 0});
    const questions = tenant.requests.map(({path, query}) => `${path}?${query}`);
    expect(new Set(questions).size).toBe(questions.length);
    expect(io.err.text).toContain(`${questions.length} requests at`);
  });

  test('--demo needs no set-up', async () => {
    const io = testIo();
    const line = ['snapshot', '--demo', '--rate', '50', '--agents', '5', '--queues', '2', '--format', 'json'];
    expect(await runSnapshot(runFlags(...line), io)).toBe(0);
    expect(io.out.lines()[0]).toMatchObject({complete: true, tenant: 'demo'});
  });

  test('--timeout ends it with what is known, unknown as null, exit 1', async () => {
    const tenant = await oddTenant((request, response) => {
      if (request.url?.includes('wait_times')) response.end('[{"menu_id":7,"voice_call":0,"chat":null}]');
      else if (request.url?.includes('page=')) response.end('[{"id":1,"first_name":"Ada"}]');
      // Everything else stays without an answer.
    });
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'x'}});
    const code = await runSnapshot(runFlags('snapshot', ...namingArguments(tenant), '--timeout', '1500ms'), io);
    expect(code).toBe(1);
    const [picture = {}] = io.out.lines();
    expect(picture['complete']).toBe(false);
    expect(picture['queues']).toMatchObject([
      {menu_id: 7, voice_call: 0, chat: null, logged_in_agents: null, states: {call: null, chat: null}},
    ]);
    const presence = picture['presence'] as Row;
    expect(presence['unknown']).toBe((picture['agents'] as Row[]).length);
    expect(Object.entries(presence).filter(([name, count]) => name !== 'unknown' && count !== null)).toEqual([]);
    expect(io.err.text).toContain('not complete');
  });

  test('what the tenant will never tell does not keep it waiting', async () => {
    const tenant = await oddTenant((request, response) => {
      if (request.url?.includes('wait_times')) response.end('[{"menu_id":7,"voice_call":0}]');
      else if (request.url?.includes('queue')) response.writeHead(404).end();
      else response.end('[]');
    });
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'x'}});
    expect(await runSnapshot(runFlags('snapshot', ...namingArguments(tenant)), io)).toBe(1);
    expect(io.out.lines()[0]).toMatchObject({
      complete: false,
      queues: [{states: {call: null}}],
      errors: [{operation: 'getQueueOperationStatus', message: 'Not found (404)'}],
    });
  });

  test('a wrong token is told at once, without a picture', async () => {
    const tenant = await smallTenant();
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'wrong'}});
    const error = await runSnapshot(runFlags('snapshot', ...namingArguments(tenant)), io).catch(reason => reason);
    expect(error).toBeInstanceOf(CredentialsRefusedError);
    expect(exitCodeOf(error)).toBe(3);
    expect(tenant.requests).toHaveLength(1);
    expect(io.out.text).toBe('');
  });

  test('a tenant that cannot be reached is given up after three tries', async () => {
    const io = testIo({environment: {FLOORWALKER_TOKEN: 'x'}});
    const run = runSnapshot(runFlags('snapshot', ...namingArguments(await deadTenant())), io);
    const error = await run.catch(reason => reason);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(exitCodeOf(error)).toBe(4);
    expect(io.out.text).toBe('');
  });

  test('signals end it at once, a reader that has gone quietly', async () => {
    const line = ['snapshot', '--demo', '--rate', '1'];
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      const io = testIo();
      const run = runSnapshot(runFlags(...line), io);
      await io.err.until(text => text !== '');
      io.signal(signal);
      expect(await run).toBe(code);
      expect(io.out.text).toBe('');
    }
    const io = testIo();
    io.out.breaksAfter = 0;
    expect(
      await runSnapshot(runFlags('snapshot', '--demo', '--rate', '50', '--agents', '5', '--queues', '2'), io),
    ).toBe(0);
  });

  test('on a terminal one line of progress is renewed in place, and cleared at the end', async () => {
    const io = testIo({isTTY: true});
    const line = ['snapshot', '--demo', '--rate', '20', '--agents', '5', '--queues', '4'];
    expect(await runSnapshot(runFlags(...line), io)).toBe(0);
    expect(io.err.text).toMatch(/\d+ of \d+ known, about 1 s left/);
    expect(io.err.text.match(/\n/g)).toHaveLength(1);
    expect(io.err.text.endsWith('\r\u001B[K')).toBe(true);
  });
});
