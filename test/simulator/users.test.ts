import {describe, expect, it} from 'vitest';
import {closeTenantsAfterEach, startTestTenant} from './tenant-client.js';

closeTenantsAfterEach();

describe('paging', () => {
  it('walks every user once, with Link, Total and Per-Page', async () => {
    const {send, tenant} = await startTestTenant();
    const ids: unknown[] = [];
    let next: string | undefined = '/users?per=120&page=1';
    while (next !== undefined) {
      const {body, headers} = await send('GET', next);
      ids.push(...(body as {id: number}[]).map(({id}) => id));
      expect(headers.get('total')).toBe('300');
      expect(headers.get('per-page')).toBe('120');
      const link = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      next = link?.slice(tenant.baseUrl.length);
    }
    expect(ids).toEqual(tenant.floor.agents.map(({id}) => id));
  });

  it('gives 100 by default, nothing beyond the end, and no headers when switched off', async () => {
    const {send, rows} = await startTestTenant({pagingHeaders: false});
    const {body, headers} = await send('GET', '/users');
    expect(body).toHaveLength(100);
    expect([headers.get('link'), headers.get('total'), headers.get('per-page')]).toEqual([null, null, null]);
    expect(await rows('/users?page=4')).toEqual([]);
    expect(await rows('/users?per=1000')).toHaveLength(300);
  });

  it.each(['per=ten', 'per=1001', 'per=0', 'per=1.5', 'page=0', 'page=-1', 'page=x'])('refuses %s', async query => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message(`/users?${query}`)).toMatch(/^(per|page) must be/);
  });
});

describe('records', () => {
  it('carry who a user is and no presence', async () => {
    const {rows} = await startTestTenant();
    for (const row of await rows('/users?per=1000')) {
      const keys = Object.keys(row);
      expect(keys).toEqual(
        expect.arrayContaining(['id', 'email', 'agent_number', 'location', 'teams', 'deactivated_at']),
      );
      expect(keys.filter(key => /status|online|wrap|login|address/.test(key))).toEqual([]);
      expect(row['email']).toMatch(/^[a-z0-9.]+@example\.com$/);
    }
  });

  it('include deactivated users and names in other letters', async () => {
    const {rows} = await startTestTenant();
    const all = await rows('/users?per=1000');
    expect(all.some(row => row['deactivated_at'] !== null)).toBe(true);
    expect(all.some(row => /[\u3040-\u9fff\uac00-\ud7af]/.test(String(row['last_name'])))).toBe(true);
    expect(new Set(all.map(row => row['email'])).size).toBe(300);
  });
});

describe('filters', () => {
  it('on presence agree with the floor', async () => {
    const {rows, tenant} = await startTestTenant();
    const seen = new Set<unknown>();
    for (const statusId of tenant.statuses.keys()) {
      const ids = (await rows(`/users?status_id[]=${statusId}`)).map(row => row['id']);
      for (const id of ids) {
        expect(tenant.floor.presenceOf(Number(id))?.statusId).toBe(statusId);
        seen.add(id);
      }
    }
    expect(seen.size).toBe(300);
    const online = await rows('/users?online[]=true');
    expect(online).toHaveLength(tenant.floor.agents.filter(({id}) => tenant.floor.presenceOf(id)?.online).length);
    expect(await rows('/users?wrap_up[]=true')).toEqual(await rows('/users?status_id[]=6'));
  });

  it('take several values, ids, addresses and numbers; a repeated id gives the user once', async () => {
    const {rows, tenant} = await startTestTenant();
    const [first, second] = tenant.floor.agents;
    const ids = async (query: string): Promise<unknown[]> => (await rows(`/users?${query}`)).map(row => row['id']);
    expect(await ids('id[]=702&id[]=701&id[]=702&id[]=1')).toEqual([701, 702]);
    expect(await ids(`id[]=${first?.email}&id[]=${second?.email.toUpperCase()}`)).toEqual([701, 702]);
    expect(await ids('agent_number[]=A-00702')).toEqual([702]);
    const away = await rows('/users?status_id[]=4&status_id[]=7');
    expect(away.length).toBe((await rows('/users?status_id[]=4')).length + (await rows('/users?status_id[]=7')).length);
    for (const row of await rows('/users?location[]=Lyon')) expect(row['location']).toBe('Lyon');
  });

  it('on times use the wall clock of the server', async () => {
    const {rows, send, clock} = await startTestTenant({speed: 10});
    const free = (await rows('/users?status_id[]=4')).map(row => Number(row['id']));
    clock.advance(1000);
    await send('POST', '/agent_statuses', {status: 'Training', agent_ids: free.slice(0, 1), team_ids: []});
    clock.advance(100);
    const ago = (ms: number): string => new Date(clock.wall() - ms).toISOString();
    const recent = (await rows(`/users?status_updated_at[from]=${ago(200)}`)).map(row => row['id']);
    expect(recent).toContain(free[0]);
    expect(recent.length).toBeLessThan(30);
    const older = await rows(`/users?status_updated_at[from]=${ago(3_600_000)}&status_updated_at[to]=${ago(200)}`);
    expect(older.map(row => row['id'])).not.toContain(free[0]);
    expect((await rows(`/users?last_login_time[to]=${ago(0)}`)).length).toBeGreaterThan(100);
  });

  it('are cut at 1000 records', async () => {
    const {rows} = await startTestTenant({agents: 3000, queues: 40});
    expect(await rows('/users?online[]=true')).toHaveLength(1000);
    expect(await rows('/users?online[]=true&online[]=false')).toHaveLength(1000);
  });

  it('refuse what is documented, in words', async () => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message('/users?page=1&status_id[]=4')).toBe('Filters cannot be combined with page or per');
    expect(await message('/users?per=10&online[]=true')).toBe('Filters cannot be combined with page or per');
    expect(await message('/users?status_id[]=4&online[]=true')).toBe('Only one filter can be used per request');
    const many = Array.from({length: 1001}, (_, index) => `id[]=${index}`).join('&');
    expect(await message(`/users?${many}`)).toBe('A filter takes at most 1000 values');
    expect(await message('/users?status_id[]=Break')).toBe('status_id must be an integer');
    expect(await message('/users?online[]=yes')).toBe('online must be true or false');
    expect(await message('/users?last_login_time[from]=yesterday')).toContain('UTC time');
    expect(await message('/users?id[]=701&id[]=a@example.com')).toContain('one kind');
    expect(await message('/users?status_id=4')).toBe('Unknown parameter: status_id');
  });
});
