import {expect, test} from 'vitest';
import {SeenWatch} from '../../source/actions/seen-watch.js';
import type {AuditEntry} from '../../source/audit/audit-record.js';
import {ActivityLog} from '../../source/state/activity-log.js';
import {manualClock} from '../helpers/manual-clock.js';
import {picture, users} from '../picture/records.js';
import {escalation} from './prepared.js';

const OFFLINE = {current_status: 'Offline'};

/** Three agents whose logout was answered: one left at once, two after their call. */
function loggedOut() {
  const clock = manualClock();
  const {picture: known} = picture();
  const now = () => ({mono: clock.now(), wall: clock.wall()});
  known.applyRecords(users(3), now());
  const lines: AuditEntry[] = [];
  const activity = new ActivityLog();
  const attention = {awaited: new Map<number, number>() as ReadonlyMap<number, number>};
  const watch = new SeenWatch({
    picture: known,
    clock,
    activity,
    audit: {
      path: '',
      append: async entry => {
        lines.push(entry);
        return {} as never;
      },
      close: async () => {},
    },
    attention,
  });
  const status = 'Offline';
  watch.expect(
    escalation(),
    [{agentId: 1, status}, ...[2, 3].map(agentId => ({agentId, status, isPutOff: true}))],
    now(),
  );
  const leave = async (...ids: readonly number[]) => {
    await clock.advance(1000);
    known.applyStatusRows(
      ids.map(agent_id => ({agent_id, ...OFFLINE}) as never),
      now(),
    );
  };
  return {clock, leave, lines, attention, words: () => activity.entries.map(({text}) => text)};
}

test('who leaves at once is looked for; who leaves after a call is waited for, without a poll for it', async () => {
  const {leave, lines, attention, words} = loggedOut();
  expect([...attention.awaited.keys()]).toEqual([1]);
  await leave(1);
  expect(lines.map(({event, outcome}) => [event, outcome])).toEqual([['seen', {seen: 1, total: 1}]]);
  await leave(2);
  expect(lines).toHaveLength(1);
  await leave(3);
  expect(lines.at(-1)).toMatchObject({event: 'seen', outcome: {seen: 2, total: 2, afterCall: true}});
  expect(words().at(-1)).toMatch(/\(the 2 that were in a call or chat\)$/);
});

test('who has not left within two hours is named', async () => {
  const {clock, leave, lines, words} = loggedOut();
  await leave(1, 2);
  await clock.advance(2 * 3_600_000);
  await leave(1);
  expect(lines.at(-1)).toMatchObject({event: 'unknown', outcome: {seen: 1, total: 2, unseen: [3]}});
  expect(words().at(-1)).toMatch(/^Seen for 1 of 2 that were in a call or chat within 120 min/);
});
