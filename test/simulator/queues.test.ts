import {describe, expect, it} from 'vitest';
import {channelOf, isOpenAtQueue} from '../../source/simulator/floor/floor-queue.js';
import {closeTenantsAfterEach, startTestTenant} from './tenant-client.js';

closeTenantsAfterEach();

describe('wait times', () => {
  it('give one row per queue of the language, with the channels that it has', async () => {
    const {rows, tenant} = await startTestTenant();
    for (const lang of ['en', 'fr']) {
      const found = await rows(`/wait_times?lang=${lang}`);
      expect(found).toHaveLength(40);
      for (const row of found) {
        const queue = tenant.floor.queueOf(Number(row['menu_id']), lang);
        if (queue === undefined) throw new Error('unknown queue');
        expect('voice_call' in row).toBe(channelOf(queue, 'call') !== undefined);
        expect('chat' in row).toBe(channelOf(queue, 'chat') !== undefined);
        expect(row['materialized_path']).toBe(queue.menu.path);
        expect(row['menu_type'] === 'ivr_menu' && 'chat' in row).toBe(false);
        const loggedIn = queue.agents.filter(({id}) => tenant.floor.presenceOf(id)?.online).length;
        expect(row['logged_in_agents']).toBe(loggedIn);
        const available = queue.agents.filter(({id}) => tenant.floor.presenceOf(id)?.statusId === 2).length;
        expect(row['available_agents']).toBe(available);
      }
    }
    expect(await rows('/wait_times?lang=de')).toEqual([]);
  });

  it('are filtered by menu and below, type, channel and wait', async () => {
    const {rows, tenant} = await startTestTenant();
    const menu = tenant.floor.queues.find(queue => queue.menu.above.length > 1)?.menu;
    const below = await rows(`/wait_times?lang=en&menu_id=${menu?.above[0]}`);
    expect(below.length).toBeGreaterThan(1);
    expect(below.every(row => String(row['materialized_path']).startsWith('Support / '))).toBe(true);
    expect(await rows(`/wait_times?lang=en&menu_id=${menu?.id}`)).toHaveLength(1);
    const web = await rows('/wait_times?lang=en&menu_type=web_menu');
    expect(new Set(web.map(row => row['menu_type']))).toEqual(new Set(['web_menu']));
    const chats = await rows('/wait_times?lang=en&channel_type=chat');
    expect(chats.every(row => 'chat' in row && !('voice_call' in row))).toBe(true);
    const long = await rows('/wait_times?lang=en&channel_type=voice_call&wait[from]=30&wait[to]=90');
    expect(long.every(row => Number(row['voice_call']) > 30 && Number(row['voice_call']) < 90)).toBe(true);
  });

  it.each([
    ['', 'lang is required'],
    ['lang=english', 'lang must be'],
    ['lang=en&menu_id=x', 'menu_id must be'],
    ['lang=en&menu_type=phone', 'menu_type must be one of'],
    ['lang=en&channel_type=call', 'channel_type must be one of'],
    ['lang=en&wait[from]=0', 'wait[from] must be'],
    ['lang=en&wait[to]=-5', 'wait[to] must be'],
  ])('refuse "%s"', async (query, words) => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message(`/wait_times?${query}`)).toContain(words);
  });

  it('answer 404 for an unknown menu', async () => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message('/wait_times?lang=en&menu_id=99999', 404)).toBe('Menu 99999 not found');
  });

  it('follow the load: they rise when everybody is taken off the floor', async () => {
    const {tenant, rows, send, clock} = await startTestTenant({jobThreshold: 1000});
    const total = async (): Promise<number> => {
      const found = await rows('/wait_times?lang=en');
      return found.reduce((sum, row) => sum + Number(row['voice_call'] ?? row['chat']), 0);
    };
    const before = await total();
    const free = tenant.floor.agents.filter(({statusId}) => statusId === 2 || statusId > 10).map(({id}) => id);
    await send('POST', '/agent_statuses', {status: 'Training', agent_ids: free, team_ids: []});
    clock.advance(5 * 60_000);
    expect(await total()).toBeGreaterThan(before * 1.5);
  });
});

describe('operation statuses', () => {
  it('agree with hours and capacity, and some queues are shut', async () => {
    const {tenant, send, rows} = await startTestTenant();
    await rows('/wait_times?lang=en');
    const seen = {after: 0, over: 0, open: 0};
    for (const queue of tenant.floor.queues) {
      for (const {channel, overCapacity} of queue.channels) {
        const query = `menu_id=${queue.menu.id}&lang=${queue.lang}&channel_type=${channel}`;
        const {body} = await send('GET', `/queue_operation_statuses?${query}`);
        const closed = !isOpenAtQueue(queue, tenant.floor.now());
        expect(body).toEqual({
          menu_id: queue.menu.id,
          lang: queue.lang,
          channel_type: channel,
          after_hour: closed,
          overcapacity: !closed && overCapacity,
        });
        seen[closed ? 'after' : overCapacity ? 'over' : 'open'] += 1;
      }
    }
    expect(seen.after).toBeGreaterThan(0);
    expect(seen.over).toBeGreaterThan(0);
    expect(seen.open).toBeGreaterThan(60);
  });

  it.each([
    ['menu_id=201&lang=en', 400, 'channel_type is required'],
    ['menu_id=201&channel_type=call', 400, 'lang is required'],
    ['lang=en&channel_type=call', 400, 'menu_id is required'],
    ['menu_id=201&lang=en&channel_type=voice_call', 400, 'channel_type must be one of call, chat'],
    ['menu_id=9&lang=en&channel_type=call', 404, 'Queue 9 (en) not found'],
  ])('refuse "%s"', async (query, status, words) => {
    const {message} = await startTestTenant({agents: 5, queues: 2});
    expect(await message(`/queue_operation_statuses?${query}`, status)).toBe(words);
  });
});
