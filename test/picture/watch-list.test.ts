import {describe, expect, test} from 'vitest';
import type {Answer} from '../../source/api/client.js';
import {WatchList} from '../../source/picture/watch-list.js';
import {watchPolls} from '../../source/polling/polls/watch-poll.js';
import {at, picture, users} from './records.js';

const answerOf = (data: unknown, ms: number): Answer<unknown> => ({
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

  test.each(['finished', 'Finished', 'dismissed', 'va_dismissed', 'failed'])('a chat ends in %s', status => {
    const {list, picture: made, look, entry} = polled('chat');
    look({id: 5, status: 'assigned', agent: {name: 'Ada'}}, 1);
    expect(entry()).toMatchObject({status: 'assigned', detail: 'Ada', ended: false});
    look({id: 5, status}, 2);
    expect(entry()?.ended).toBe(true);
    expect(watchPolls(list, made)).toEqual([]);
  });

  test.each([
    ['finished', true],
    ['completed', true],
    ['partially_failed', true],
    ['in_progress', false],
    ['unfinished', false],
    [undefined, false],
  ])('a job in state %s has ended: %s', (status, ended) => {
    const {look, entry} = polled('job');
    look({id: 5, status, total: 3, succeeded: 1, failed: 1}, 1);
    expect(entry()).toMatchObject({ended, detail: '2 of 3, 1 failed'});
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
