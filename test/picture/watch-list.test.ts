import {describe, expect, test} from 'vitest';
import type {Answer} from '../../source/api/client.js';
import {WatchList} from '../../source/picture/watch-list.js';
import {watchPolls} from '../../source/polling/polls/watch-poll.js';
import {at, picture, users} from './records.js';

const answerOf = (data: unknown, ms: number): Answer<unknown> => ({
  body: Buffer.alloc(0),
  data,
  status: 200,
  ms: 1,
  slotWaitMs: 0,
  at: at(ms),
  header: () => undefined,
});

describe('WatchList', () => {
  test('looks come later while nothing changes, up to 30 s, and soon again after a change', () => {
    const list = new WatchList();
    list.follow('chat', 5, 0);
    const intervals: number[] = [];
    for (let count = 0; count < 10; count += 1) {
      list.seen('chat/5', {status: 'queued', detail: '', ended: false}, at(count * 1000));
      intervals.push(list.get('chat', 5)?.interval ?? 0);
    }
    expect(intervals.slice(0, 4)).toEqual([2000, 3000, 4500, 6750]);
    expect(intervals.at(-1)).toBe(30_000);
    list.seen('chat/5', {status: 'assigned', detail: '', ended: false}, at(20_000));
    expect(list.get('chat', 5)).toMatchObject({interval: 2000, due: 22_000});
  });

  test('a failed look keeps the last state; not found three times in a row ends it', () => {
    const list = new WatchList();
    list.follow('job', 7, 0);
    list.seen('job/7', {status: 'in_progress', detail: '1 of 5', ended: false}, at(0));
    list.failed('job/7', 'Not found (404)', 10, true);
    list.failed('job/7', 'The tenant failed (500)', 20);
    list.failed('job/7', 'Not found (404)', 30, true);
    list.failed('job/7', 'Not found (404)', 40, true);
    expect(list.get('job', 7)).toMatchObject({status: 'in_progress', problem: 'Not found (404)', ended: false});
    list.failed('job/7', 'Not found (404)', 50, true);
    expect(list.get('job', 7)?.ended).toBe(true);
    list.follow('job', 7, 60);
    expect(list.get('job', 7)?.ended).toBe(false);
  });

  test('a machine that slept looks at once at what it follows, and nothing looks younger for it', () => {
    const list = new WatchList();
    list.follow('job', 7, 0);
    list.seen('job/7', {status: 'running', detail: '1/9', ended: false}, at(1000));
    list.slept(60_000);
    expect(list.get('job', 7)).toMatchObject({due: 3000 - 60_000, at: {mono: 1000 - 60_000, wall: at(1000).wall}});
    list.slept(13 * 3_600_000);
    list.failed('job/7', 'no network yet', 4000);
    expect(list.get('job', 7)).toMatchObject({ended: false, problem: 'no network yet'});
  });

  test('without a change for 12 h an entry ends with the reason; followed again it goes on', () => {
    const hour = 3_600_000;
    const list = new WatchList();
    list.follow('chat', 5, 0);
    list.follow('job', 6, 0);
    const same = {status: 'queued', detail: '', ended: false};
    list.seen('chat/5', same, at(hour));
    list.seen('chat/5', same, at(12 * hour));
    list.failed('job/6', 'lost', 12 * hour);
    expect(list.all.map(entry => entry.ended)).toEqual([false, false]);
    list.seen('chat/5', same, at(13 * hour + 1));
    list.failed('job/6', 'lost', 12 * hour + 1);
    for (const entry of list.all) {
      expect(entry).toMatchObject({ended: true, problem: 'no change for 12 h, no longer followed'});
    }
    list.follow('chat', 5, 14 * hour);
    list.seen('chat/5', same, at(14 * hour));
    expect(list.get('chat', 5)).toMatchObject({ended: false, problem: null});
  });

  test('at most 200 are followed at a time; the oldest leave', () => {
    const list = new WatchList();
    for (let id = 1; id <= 203; id += 1) list.follow('chat', id, 0);
    expect(list.all).toHaveLength(200);
    expect(list.get('chat', 3)).toBeUndefined();
    expect(list.get('chat', 4)).toBeDefined();
  });

  test('what was forgotten stays forgotten though an answer arrives late', () => {
    const list = new WatchList();
    list.follow('chat', 5, 0);
    list.forget('chat/5');
    list.seen('chat/5', {status: 'queued', detail: '', ended: false}, at(1));
    list.failed('chat/5', 'lost', 2);
    expect(list.all).toEqual([]);
  });
});

describe('watchPolls', () => {
  const polled = (kind: 'chat' | 'job') => {
    const {picture: made} = picture();
    made.applyRecords(users(2), at(0));
    const list = new WatchList();
    list.follow(kind, 5, 0);
    const look = (data: unknown, ms: number) => watchPolls(list, made)[0]?.apply(answerOf(data, ms), ms);
    return {picture: made, list, look, entry: () => list.get(kind, 5)};
  };

  test.each(['finished', 'Finished', 'dismissed', 'va_dismissed', 'failed', 'closed', 'ended'])(
    'a chat ends in %s',
    status => {
      const {list, picture: made, look, entry} = polled('chat');
      look({id: 5, status: 'assigned', agent: {name: 'Ada'}}, 1);
      expect(entry()).toMatchObject({status: 'assigned', detail: 'Ada', ended: false});
      look({id: 5, status}, 2);
      expect(entry()?.ended).toBe(true);
      expect(watchPolls(list, made)).toEqual([]);
    },
  );

  test.each([
    ['finished', true],
    ['completed', true],
    ['partially_failed', true],
    ['in_progress', false],
    ['unfinished', false],
    ['not_finished', false],
    ['notDone', false],
    ['ended', true],
    ['closed', true],
    ['cancelled', true],
    ['finishing', false],
    ['errorless', false],
    [undefined, false],
  ])('a job in state %s has ended: %s', (status, ended) => {
    const {look, entry} = polled('job');
    look({id: 5, status, total: 3, succeeded: 1, failed: 1}, 1);
    expect(entry()).toMatchObject({ended, detail: '2 of 3, 1 failed'});
  });

  test('a bulk file is looked at until it was applied or found faulty', () => {
    const list = new WatchList();
    const {picture: made} = picture();
    list.follow('bulk-users', 318, 0);
    const look = (data: object, ms: number) => watchPolls(list, made)[0]?.apply(answerOf({id: 318, ...data}, ms), ms);
    expect(watchPolls(list, made)[0]).toMatchObject({input: {params: {job_id: 318}}, key: 'bulk-users/318'});
    look({status: 'valid_scheme', total_rows: 40, affected_rows: 0, failed_rows: 0}, 1);
    expect(list.get('bulk-users', 318)).toMatchObject({status: 'valid_scheme', detail: '40 rows', ended: false});
    look({status: 'in_progress', total_rows: 40, affected_rows: 9, failed_rows: 1}, 2);
    expect(list.get('bulk-users', 318)).toMatchObject({detail: '10 of 40, 1 failed', ended: false});
    look({status: 'finished', total_rows: 40, affected_rows: 39, failed_rows: 1}, 3);
    expect(list.get('bulk-users', 318)).toMatchObject({detail: '40 of 40, 1 failed', ended: true});
    list.follow('bulk-users', 319, 4);
    look({status: 'invalid_scheme'}, 5);
    expect(list.get('bulk-users', 319)?.ended).toBe(true);
  });

  test('imports of two campaigns with the same job id are two', () => {
    const list = new WatchList();
    const {picture: made} = picture();
    list.follow('campaign-import', 907, 0, 57);
    list.follow('campaign-import', 907, 0, 58);
    const polls = watchPolls(list, made);
    expect(polls.map(({input}) => input.params)).toEqual([
      {campaign_id: 58, job_id: 907},
      {campaign_id: 57, job_id: 907},
    ]);
    polls[0]?.apply(answerOf({id: 907, status: 'finished', total_rows: 12, failed_rows: 3}, 1), 1);
    expect(list.get('campaign-import', 907, 58)).toMatchObject({detail: '12 of 12, 3 failed', ended: true});
    expect(list.get('campaign-import', 907, 57)?.ended).toBe(false);
  });

  test('rows of a job count once; told again they do not undo what polls have seen since', () => {
    const {picture: made, look} = polled('job');
    const agents = [{agent_id: 1, current_status: 'Offline'}];
    look({id: 5, status: 'in_progress', agents}, 1000);
    expect(made.agents.get(1)?.presence.statusId).toBe(2);
    const back = {records: users(1), complete: true};
    made.applyPresence({kind: 'status', statusIds: [1]}, {...back, askedAt: 60_000}, at(60_000));
    made.applyPresence({kind: 'status', statusIds: [1]}, {...back, askedAt: 70_000}, at(70_000));
    expect(made.agents.get(1)?.presence.statusId).toBe(1);
    look({id: 5, status: 'finished', agents: [...agents, {agent_id: 2, current_status: 'Offline'}]}, 80_000);
    expect(made.agents.get(1)?.presence.statusId).toBe(1);
    expect(made.agents.get(2)?.presence.statusId).toBe(2);
  });
});
