import ipaddr from 'ipaddr.js';
import {describe, expect, it} from 'vitest';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {closeTenantsAfterEach, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

const idsIn = ({tenant}: TestTenant, ...statusIds: readonly number[]): number[] =>
  tenant.floor.agents.filter(agent => statusIds.includes(agent.statusId)).map(({id}) => id);
const first = (ids: readonly number[]): number => {
  const [id] = ids;
  if (id === undefined) throw new Error('nobody is in that status');
  return id;
};

describe('status changes', () => {
  it('answer one row per agent and leave those in a system status alone, saying so', async () => {
    const test = await startTestTenant();
    const [free, talking, away] = [
      first(idsIn(test, STATUS.available)),
      first(idsIn(test, STATUS.inCall)),
      first(idsIn(test, STATUS.offline)),
    ];
    const agentIds = [free, talking, away, free];
    const {status, body} = await test.send('POST', '/agent_statuses', {
      status: 'Break',
      agent_ids: agentIds,
      team_ids: [],
    });
    expect(status).toBe(200);
    const byId = new Map((body as Row[]).map(row => [row['agent_id'], row]));
    expect(byId.size).toBe(3);
    expect(body).toHaveLength(3);
    expect(byId.get(free)).toEqual({
      agent_id: free,
      name: expect.any(String),
      email: expect.stringContaining('@example.com'),
      agent_number: `A-00${free}`,
      previous_status: 'Available',
      current_status: 'Break',
    });
    expect(byId.get(talking)).toMatchObject({
      previous_status: 'In-call',
      current_status: 'In-call',
      message: "Agent can't be changed from system status 'In-call'",
    });
    expect(byId.get(away)).toMatchObject({current_status: 'Offline', message: expect.stringContaining("'Offline'")});
    expect(test.tenant.floor.presenceOf(free)?.statusId).toBe(STATUS.break);
  });

  it('hold agents for a while, then they return to work', async () => {
    const test = await startTestTenant();
    const free = first(idsIn(test, STATUS.available));
    await test.send('POST', '/agent_statuses', {status: 'Break', agent_ids: [free], team_ids: []});
    for (let minute = 0; minute < 3; minute++) {
      test.clock.advance(60_000);
      await test.rows('/users?per=1');
      expect(test.tenant.floor.presenceOf(free)?.statusId).toBe(STATUS.break);
    }
    test.clock.advance(45 * 60_000);
    await test.rows('/users?per=1');
    expect(test.tenant.floor.presenceOf(free)?.statusId).not.toBe(STATUS.break);
  });

  it('to Available bring an agent back to take contacts', async () => {
    const test = await startTestTenant();
    const paused = idsIn(test, STATUS.break, STATUS.specialTask);
    const {body} = await test.send('POST', '/agent_statuses', {status: 'Available', agent_ids: paused, team_ids: []});
    for (const row of body as Row[]) expect(row['current_status']).toBe('Available');
    const served = new Set<number>();
    for (let minute = 0; minute < 10; minute++) {
      test.clock.advance(60_000);
      await test.rows('/users?per=1');
      for (const id of paused) if ((test.tenant.floor.agentById(id)?.contacts.length ?? 0) > 0) served.add(id);
    }
    expect(served.size).toBeGreaterThan(paused.length / 2);
  });

  it('reach the online members of teams', async () => {
    const {send, tenant} = await startTestTenant();
    const teamId = 31;
    const {body} = await send('POST', '/agent_statuses', {status: 'Meal', agent_ids: [], team_ids: [teamId]});
    const online = tenant.floor.agents.filter(
      ({id, teams}) => teams.some(team => team.id === teamId) && tenant.floor.presenceOf(id)?.online,
    );
    expect((body as Row[]).map(row => row['agent_id'])).toEqual(online.map(({id}) => id));
    expect(tenant.teams.get(teamId)).toBe('Repairs tier 1');
  });

  it.each([
    [{status: 'Lunch', agent_ids: [701], team_ids: []}, 400, "unknown status 'Lunch'"],
    [{status: 'In-call', agent_ids: [701], team_ids: []}, 400, 'system status'],
    [{status: 'Offline', agent_ids: [701], team_ids: []}, 400, 'system status'],
    [{status: 'Break', agent_ids: [], team_ids: []}, 400, 'must not be empty'],
    [{status: 'Break', agent_ids: [701]}, 400, 'team_ids'],
    [{status: 'Break', agent_ids: ['x'], team_ids: []}, 400, 'agent_ids.0'],
    [{status: 'Break', agent_ids: [1], team_ids: []}, 404, 'Agent 1 not found'],
    [{status: 'Break', agent_ids: [], team_ids: [1]}, 404, 'Team 1 not found'],
  ])('refuse %j', async (body, status, words) => {
    const {send} = await startTestTenant({agents: 5, queues: 2});
    expect(await send('POST', '/agent_statuses', body)).toMatchObject({
      status,
      body: {message: expect.stringContaining(words)},
    });
  });
});

describe('force logout', () => {
  it('takes IPv4 blocks, single addresses, ranges and IPv6 together', async () => {
    const test = await startTestTenant({jobThreshold: 1000});
    const {floor} = test.tenant;
    const addresses = ['10.20.0.0/21', '2001:db8::/32', '203.0.113.1 - 203.0.113.120', '::ffff:10.30.1.0/120'];
    const blocks = ['10.20.0.0/21', '2001:db8::/32', '10.30.1.0/24'].map(text => ipaddr.parseCIDR(text));
    const meant = floor.agents.filter(agent => {
      if (!floor.presenceOf(agent.id)?.online) return false;
      const address = ipaddr.parse(agent.address);
      const last = address instanceof ipaddr.IPv4 ? address.octets[3] : undefined;
      const inRange = agent.address.startsWith('203.0.113.') && last !== undefined && last <= 120;
      return inRange || blocks.some(block => block[0].kind() === address.kind() && address.match(block));
    });
    const busy = new Set(meant.filter(({contacts}) => contacts.length > 0).map(({id}) => id));
    const {status, body} = await test.send('POST', '/agent_statuses/force_logout', {ip_addrs: addresses});
    expect(status).toBe(200);
    expect((body as Row[]).map(row => row['agent_id'])).toEqual(meant.map(({id}) => id));
    expect(meant.some(({address}) => address.includes(':'))).toBe(true);
    expect(busy.size).toBeGreaterThan(0);
    for (const row of body as Row[]) {
      if (busy.has(Number(row['agent_id']))) {
        expect(row).toMatchObject({message: 'Agent will be logged out after the current interaction'});
        expect(row['current_status']).toBe(row['previous_status']);
      } else {
        expect(row['current_status']).toBe('Offline');
        expect(floor.presenceOf(Number(row['agent_id']))?.online).toBe(false);
      }
    }
  });

  it('lets the busy finish, and some come back after a while', async () => {
    const test = await startTestTenant();
    const busy = idsIn(test, STATUS.inCall).slice(0, 40);
    await test.send('POST', '/agent_statuses/force_logout', {agent_ids: busy});
    expect(idsIn(test, STATUS.inCall)).toEqual(expect.arrayContaining(busy));
    const [gone, back] = [new Set<number>(), new Set<number>()];
    for (let minute = 0; minute < 60; minute++) {
      test.clock.advance(60_000);
      await test.rows('/users?per=1');
      for (const id of busy) {
        const online = test.tenant.floor.presenceOf(id)?.online ?? false;
        if (!online) gone.add(id);
        else if (gone.has(id)) back.add(id);
      }
    }
    expect(gone.size).toBe(40);
    expect(back.size).toBeGreaterThan(10);
  });

  it.each([
    [{}, 'is required'],
    [{agent_ids: [], team_ids: [], ip_addrs: []}, 'is required'],
    [{ip_addrs: ['10.20.0.0/33']}, 'ip_addrs: '],
    [{ip_addrs: ['10.20']}, 'ip_addrs: '],
    [{ip_addrs: ['10.0.0.9-10.0.0.1']}, 'ip_addrs: '],
    [{ip_addrs: ['10.0.0.1-2001:db8::1']}, 'ip_addrs: '],
    [{ip_addrs: ['2001:db8::/129']}, 'ip_addrs: '],
    [{ip_addrs: ['fe80::1%eth0']}, 'ip_addrs: '],
    [{ip_addrs: ['office']}, 'ip_addrs: '],
  ])('refuses %j', async (body, words) => {
    const {send} = await startTestTenant({agents: 5, queues: 2});
    expect(await send('POST', '/agent_statuses/force_logout', body)).toMatchObject({
      status: 400,
      body: {message: expect.stringContaining(words)},
    });
  });
});

describe('jobs', () => {
  it('take large sets and come to an end within floor seconds', async () => {
    const test = await startTestTenant({jobThreshold: 20});
    const agentIds = test.tenant.floor.agents.slice(0, 60).map(({id}) => id);
    const started = await test.send('POST', '/agent_statuses/force_logout', {agent_ids: agentIds});
    expect(started).toMatchObject({status: 202, body: {id: expect.any(Number), status: 'in_progress'}});
    const path = `/agent_statuses/jobs/${(started.body as {id: number}).id}`;
    const done: number[] = [];
    for (let second = 0; second < 7; second++) {
      const {succeeded, failed, status} = (await test.send('GET', path)).body as Record<string, number | string>;
      done.push(Number(succeeded) + Number(failed));
      expect(status).toBe(Number(succeeded) + Number(failed) === 60 ? 'finished' : 'in_progress');
      test.clock.advance(1000);
    }
    expect(done).toEqual([0, 12, 24, 36, 48, 60, 60]);
    const {body} = await test.send('GET', path);
    expect(body).toMatchObject({total: 60, agents: expect.any(Array)});
    expect((body as {agents: unknown[]}).agents).toHaveLength(60);
  });

  it('take large status changes as well, and count those left alone as failed', async () => {
    const test = await startTestTenant({jobThreshold: 5, speed: 10});
    const agentIds = [...idsIn(test, STATUS.available).slice(0, 4), ...idsIn(test, STATUS.offline).slice(0, 4)];
    const started = await test.send('POST', '/agent_statuses', {status: 'Training', agent_ids: agentIds, team_ids: []});
    expect(started.status).toBe(202);
    test.clock.advance(600);
    const {body} = await test.send('GET', `/agent_statuses/jobs/${(started.body as {id: number}).id}`);
    const {status, total, failed} = body as Record<string, unknown>;
    expect([status, total]).toEqual(['finished', 8]);
    expect(failed).toBeGreaterThanOrEqual(4);
  });

  it('are 404 when unknown', async () => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message('/agent_statuses/jobs/1', 404)).toBe('Job 1 not found');
  });
});
