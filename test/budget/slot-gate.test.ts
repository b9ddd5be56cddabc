import {describe, expect, test} from 'vitest';
import {SlotGate} from '../../source/budget/slot-gate.js';
import {manualClock} from '../helpers/manual-clock.js';

const never = new AbortController().signal;

describe('SlotGate', () => {
  test('opens one spacing after the last request reached the tenant, with a margin of at most 0.3 %', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    await gate.pass('poll', never);
    gate.taken(clock.now());
    const wait = gate.opensIn('poll');
    expect(wait).toBeGreaterThan(1000);
    expect(wait).toBeLessThanOrEqual(1003);
  });

  test('time that passed unused is not saved up, and wall clock jumps change nothing', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    gate.taken(clock.now());
    await clock.advance(3_600_000);
    await gate.pass('poll', never);
    gate.taken(clock.now());
    const before = gate.opensIn('poll');
    clock.jumpWall(5000);
    expect(gate.opensIn('poll')).toBe(before);
    clock.jumpWall(-600_000);
    expect(gate.opensIn('poll')).toBe(before);
  });

  test('a hold keeps polls out and acts not, ends by itself, and is bounded whatever is asked', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 10, () => 0.5);
    gate.holdFor(3_600_000, 'a confirmation is open');
    expect(gate.opensIn('act')).toBe(0);
    expect(gate.opensIn('poll')).toBeLessThanOrEqual(12_000);
    let passed = false;
    const poll = gate.pass('poll', never).then(() => {
      passed = true;
    });
    await clock.advance(9000);
    expect(passed).toBe(false);
    await clock.advance(3000);
    await poll;
    expect(gate.hold).toBeNull();
  });

  test('releasing a hold lets a waiting poll go at once when its slot is open', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 10, () => 0.5);
    gate.holdFor(10_000, 'held');
    let passed = false;
    const poll = gate.pass('poll', never).then(() => {
      passed = true;
    });
    await clock.advance(500);
    gate.release();
    await clock.advance(0);
    expect(passed).toBe(true);
    await poll;
    expect(clock.sleepers()).toBe(0);
  });

  test('a told wait is kept though requests sent before are accepted meanwhile, and never shortened', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    const sentBefore = clock.now();
    await clock.advance(10);
    gate.refused(30_000, sentBefore);
    gate.accepted(sentBefore);
    expect(gate.opensIn('act')).toBe(30_000);
    gate.refused(1000, sentBefore);
    expect(gate.opensIn('act')).toBe(30_000);
    await clock.advance(30_000);
    expect(gate.refusedUntil).toBeNull();
    expect(gate.opensIn('act')).toBe(0);
  });

  test('requests refused together slow down once; a later refusal slows down further', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    const sent = clock.now();
    await clock.advance(100);
    for (let count = 0; count < 5; count += 1) gate.refused(null, sent);
    expect(gate.slowdown).toBeCloseTo(1.25);
    await clock.advance(5000);
    gate.refused(null, clock.now());
    expect(gate.slowdown).toBeCloseTo(1.5625);
  });

  test('without Retry-After the wait doubles, with jitter, up to 32 intervals', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    const waits: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      gate.refused(null, clock.now());
      waits.push(gate.opensIn('poll'));
      await clock.advance(gate.opensIn('poll'));
    }
    expect(waits.slice(0, 6)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000]);
    expect(waits.at(-1)).toBe(32_000);
    expect(gate.slowdown).toBeLessThanOrEqual(16);
  });

  test('recovers to full rate step by step', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    for (let count = 0; count < 4; count += 1) {
      gate.refused(0, clock.now());
      await clock.advance(1);
    }
    const steps: number[] = [];
    for (let count = 0; count < 400; count += 1) {
      gate.accepted(clock.now());
      if (steps.at(-1) !== gate.slowdown) steps.push(gate.slowdown);
    }
    expect(steps.length).toBeGreaterThan(3);
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(gate.slowdown).toBe(1);
    expect(gate.interval).toBeCloseTo(1002, 5);
  });

  test('an aborted wait rejects with the reason and leaves nothing behind', async () => {
    const clock = manualClock();
    const gate = new SlotGate(clock, 1, () => 0.5);
    gate.taken(clock.now());
    const controller = new AbortController();
    const wait = gate.pass('poll', controller.signal);
    controller.abort(new Error('no more'));
    await expect(wait).rejects.toThrow('no more');
    expect(clock.sleepers()).toBe(0);
  });
});
