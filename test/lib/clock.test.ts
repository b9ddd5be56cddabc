import {getEventListeners} from 'node:events';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {ageOf, stampOf, systemClock} from '../../source/lib/clock.js';
import {linkAbort} from '../../source/lib/link-abort.js';
import {manualClock} from '../helpers/manual-clock.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('sleep', () => {
  test.each([0, 0.3, 1, 4.7, 20, 150])('%d ms is never shorter than asked', async ms => {
    for (let count = 0; count < 5; count += 1) {
      const started = systemClock.now();
      await systemClock.sleep(ms);
      expect(systemClock.now() - started).toBeGreaterThanOrEqual(ms);
    }
  });

  test('rejects with the reason when aborted, before or while it lasts', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const sleep = systemClock.sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    await expect(systemClock.sleep(5, controller.signal)).rejects.toBe(reason);
    await expect(systemClock.sleep(0, controller.signal)).rejects.toBe(reason);
  });

  test('leaves nothing on a long-lived signal after 10,000 sleeps', async () => {
    const {signal} = new AbortController();
    const sleeps = Array.from({length: 10_000}, (_, index) => systemClock.sleep(1 + (index % 10), signal));
    expect(getEventListeners(signal, 'abort').length).toBeGreaterThan(1000);
    await Promise.all(sleeps);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('may be longer than a timer can be', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
    let isOver = false;
    const month = 31 * 86_400_000;
    const sleep = systemClock.sleep(month).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(month - 1);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(2);
    await sleep;
    expect(isOver).toBe(true);
  });
});

test('an age is the larger of both clocks, and never below 0', async () => {
  const clock = manualClock();
  const stamp = stampOf(clock);
  await clock.advance(500);
  expect(ageOf(clock, stamp)).toBe(500);
  // The machine slept for an hour: only the wall clock knows.
  clock.jumpWall(3_600_000);
  expect(ageOf(clock, stamp)).toBe(3_600_500);
  clock.jumpWall(-7_200_000);
  expect(ageOf(clock, stamp)).toBe(500);
});

describe('linkAbort', () => {
  test('aborts with each of its parents, with their reason, and by itself', () => {
    const parents = [new AbortController(), new AbortController()] as const;
    const link = linkAbort(parents[0].signal, undefined, parents[1].signal);
    expect(link.signal.aborted).toBe(false);
    parents[1].abort('second');
    expect(link.signal.reason).toBe('second');
    expect(linkAbort(parents[1].signal).signal.reason).toBe('second');
    const alone = linkAbort(parents[0].signal);
    alone.abort('alone');
    expect(alone.signal.reason).toBe('alone');
    expect(parents[0].signal.aborted).toBe(false);
  });

  test('once let go it hears nothing, and its parent knows nothing of it', () => {
    const parent = new AbortController();
    const link = linkAbort(parent.signal);
    link.unlink();
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0);
    parent.abort();
    expect(link.signal.aborted).toBe(false);
  });
});
