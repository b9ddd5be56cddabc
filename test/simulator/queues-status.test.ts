import {describe, expect, it} from 'vitest';
import {channelOf} from '../../source/simulator/floor/floor-queue.js';
import {closeTenantsAfterEach, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

type Period = {readonly date: string; readonly start_time: string; readonly scheduled_calls: number};

const periodsOf = (row: Row | undefined): readonly Period[] => (row?.['callback_periods'] ?? []) as readonly Period[];

const webQueues = ({tenant: {floor}}: TestTenant) =>
  floor.queues.filter(queue => queue.lang === 'en' && queue.menu.type === 'web_menu' && channelOf(queue, 'call'));

const ask = async (test: TestTenant, ids: readonly unknown[], rest = ''): Promise<readonly Row[]> => {
  const menus = ids.map(id => `menu_id[]=${id}`).join('&');
  const {status, body} = await test.send('GET', `/queues/status?lang=en&menu_type=web_menu&${menus}${rest}`);
  expect(status).toBe(200);
  return (body as {queues: readonly Row[]}).queues;
};

describe('the status of several queues', () => {
  it('tells wait, staffing, hours and quarters of an hour for call-backs', async () => {
    const test = await startTestTenant();
    const [one, other] = webQueues(test);
    const rows = await ask(test, [one?.menu.id, other?.menu.id]);
    expect(rows.map(row => row['menu_id'])).toEqual([one?.menu.id, other?.menu.id]);
    const waits = (await test.rows(`/wait_times?lang=en&menu_id=${one?.menu.id}`))[0];
    expect(rows[0]).toMatchObject({
      current_queue_ewt: waits?.['voice_call'],
      logged_in_agents: waits?.['logged_in_agents'],
      hours_of_operation: {from: expect.stringMatching(/^\d\d:\d\d$/), to: expect.stringMatching(/^\d\d:\d\d$/)},
    });
    const open = webQueues(test).find(({hours}) => hours.from <= 8 * 60 && hours.to >= 18 * 60);
    const [row] = await ask(test, [open?.menu.id], '&callback_period_hours=2');
    const periods = periodsOf(row);
    expect(periods).toHaveLength(8);
    expect(periods[0]).toMatchObject({date: '20260302', start_time: '10:15', scheduled_calls: 0});
  });

  it('counts the calls that are booked', async () => {
    const test = await startTestTenant();
    const open = webQueues(test).find(({hours}) => hours.from <= 8 * 60 && hours.to >= 18 * 60);
    await test.send('POST', '/calls', {
      call_type: 'Voice Scheduled (API)',
      menu_id: open?.menu.id,
      end_user_number: '+13125550177',
      scheduled_at: new Date(test.clock.wall() + 20 * 60_000).toISOString(),
    });
    const [row] = await ask(test, [open?.menu.id]);
    const booked = periodsOf(row).filter(period => period.scheduled_calls > 0);
    expect(booked).toMatchObject([{start_time: '10:30', scheduled_calls: 1}]);
  });

  it('refuses menus that are no leaves or of another type, and periods out of range', async () => {
    const test = await startTestTenant();
    const {floor} = test.tenant;
    const leaf = webQueues(test)[0]?.menu;
    const ivr = floor.queues.find(({menu}) => menu.type === 'ivr_menu')?.menu.id;
    const refuse = (query: string): Promise<string> =>
      test.message(`/queues/status?lang=en&menu_type=web_menu&${query}`);
    expect(await refuse('')).toContain('menu_id[]');
    expect(await refuse('menu_id[]=x')).toContain('menu_id[]');
    expect(await refuse('menu_id[]=1')).toBe('menu_id 1 is not found');
    expect(await refuse(`menu_id[]=${leaf?.above[0]}`)).toBe(`menu_id ${leaf?.above[0]} is not a leaf menu`);
    expect(await refuse(`menu_id[]=${ivr}`)).toBe(`menu_id ${ivr} is not of menu_type web_menu`);
    expect(await refuse(`menu_id[]=${leaf?.id}&callback_period_hours=9`)).toContain('at most 8');
    const at = (ms: number): string => new Date(test.clock.wall() + ms).toISOString();
    expect(await refuse(`menu_id[]=${leaf?.id}&callback_start_from=${at(-1000)}`)).toContain('past');
    expect(await refuse(`menu_id[]=${leaf?.id}&callback_start_from=${at(25 * 3_600_000)}`)).toContain('24 hours');
    expect(await refuse(`menu_id[]=${leaf?.id}&callback_start_from=noon`)).toContain('ISO 8601');
    expect(await test.message(`/queues/status?lang=en&menu_id[]=${leaf?.id}`)).toBe('menu_type is required');
  });
});
