import {expect, test} from 'vitest';
import {atMost, unlessAborted} from '../../source/commands/bounded.js';
import {manualClock} from '../helpers/manual-clock.js';

const never = new Promise<string>(() => {});

test('work is waited for no longer than given', async () => {
  const clock = manualClock();
  expect(await atMost(Promise.resolve('done'), 100, clock)).toBe('done');
  expect(clock.sleepers()).toBe(0);
  const late = atMost(never, 100, clock);
  await clock.advance(100);
  expect(await late).toBeUndefined();
  await expect(atMost(Promise.reject(new Error('no')), 100, clock)).rejects.toThrow('no');
});

test('an abort ends the waiting at once', async () => {
  const leaving = new AbortController();
  const waiting = unlessAborted(never, leaving.signal);
  leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  await expect(unlessAborted(never, leaving.signal)).rejects.toThrow('left');
  expect(await unlessAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
});
