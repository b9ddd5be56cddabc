import {expect, test} from 'vitest';
import {ActivityLog} from '../../source/state/activity-log.js';

const at = {mono: 0, wall: 0};

test('requests do not push out what happened, and the order stays', () => {
  const log = new ActivityLog();
  log.add(at, 'action', 'the outcome');
  for (let index = 0; index < 1000; index += 1) log.add(at, 'request', `request ${index}`);
  log.add(at, 'notice', 'the end');
  expect(log.entries).toHaveLength(302);
  expect(log.entries[0]?.text).toBe('the outcome');
  expect(log.entries[1]?.text).toBe('request 700');
  expect(log.entries.at(-1)?.text).toBe('the end');
});

test('the rest is bounded too', () => {
  const log = new ActivityLog();
  for (let index = 0; index < 600; index += 1) log.add(at, 'action', `action ${index}`);
  expect(log.entries).toHaveLength(500);
  expect(log.entries[0]?.text).toBe('action 100');
});
