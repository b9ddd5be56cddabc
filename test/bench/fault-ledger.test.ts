import {expect, test} from 'vitest';
import {type Change, judge} from '../../bench/fault-campaign/ledger.js';
import type {AuditEvent, AuditRecord} from '../../source/audit/audit-record.js';

const START = Date.UTC(2026, 10, 23, 10);
const body = {agent_ids: [731], status: 'Break'};

/** A line of action `id` at `ms` after the start. */
const line = (ms: number, event: AuditEvent, id = 'one', pid = 7): AuditRecord => ({
  at: new Date(START + ms).toISOString(),
  seq: 1,
  prev: '',
  who: {user: 'ada', ssh: null, pid},
  tenant: 'acme',
  event,
  actionId: id,
  operation: 'updateAgentStatuses',
  targets: [],
  request: {method: 'POST', path: '/agent_statuses', query: {}, body},
  outcome: null,
});
const whole = (id: string, from: number) => [
  line(from, 'prepared', id),
  line(from + 20, 'sent', id),
  line(from + 40, 'accepted', id),
  line(from + 90, 'seen', id),
];
const change = (ms: number, status: number | null = 200): Change => ({
  wall: START + ms,
  method: 'POST',
  path: '/agent_statuses',
  body,
  status,
});
const nobody = new Set<number>();

test('a change with its lines is in order, and so are the same two one after the other', () => {
  expect(judge([change(30)], whole('one', 0), nobody)).toMatchObject({repeated: [], lost: [], actions: 1});
  const records = [...whole('one', 0), ...whole('two', 200)];
  expect(judge([change(30), change(230)], records, nobody)).toMatchObject({repeated: [], lost: []});
});

test('after a 429 the same action may be sent again, after anything else it may not', () => {
  expect(judge([change(25, 429), change(35, 429), change(38)], whole('one', 0), nobody).repeated).toEqual([]);
  for (const status of [null, 200, 500]) {
    expect(judge([change(25, status), change(35)], whole('one', 0), nobody).repeated).toHaveLength(1);
  }
  expect(judge([change(25), change(35, 429)], whole('one', 0), nobody).repeated).toHaveLength(1);
  // After its outcome nothing may come any more.
  expect(judge([change(30, 429), change(500)], whole('one', 0), nobody).repeated).toHaveLength(1);
});

test('a change that no line came before is a lost line, and so is another body', () => {
  expect(judge([change(-50)], whole('one', 0), nobody).lost).toHaveLength(1);
  expect(judge([{...change(30), body: {agent_ids: [9]}}], whole('one', 0), nobody).lost).toHaveLength(1);
});

test("a line 'sent', or an outcome, may only lack where the process was killed, and then a later one closes it", () => {
  const closed = [line(0, 'prepared'), line(900, 'unknown', 'one', 8)];
  expect(judge([change(30)], closed, new Set([7]))).toMatchObject({repeated: [], lost: [], closedLater: 1});
  expect(judge([change(30)], closed, nobody).lost).toHaveLength(2);
  expect(judge([], [line(0, 'prepared')], new Set([7])).lost).toHaveLength(1);
  expect(judge([change(30)], [line(0, 'prepared'), line(40, 'accepted')], nobody).lost).toHaveLength(1);
});

test('whoever was killed has no outcome where their log was taken away for good; whoever lived has one', () => {
  const open = [line(0, 'prepared'), line(20, 'sent')];
  expect(judge([change(30)], open, new Set([7]), new Set(['one']))).toMatchObject({repeated: [], lost: []});
  expect(judge([change(30)], open, nobody, new Set(['one'])).lost).toHaveLength(1);
});

test('what was never sent needs no line for that', () => {
  expect(judge([], [line(0, 'prepared'), line(40, 'cancelled')], nobody)).toMatchObject({repeated: [], lost: []});
});
