import {describe, expect, test} from 'vitest';
import {FlipRates} from '../../../source/polling/queues/flip-rates.js';
import {ForetoldHours} from '../../../source/polling/queues/foretold-hours.js';
import {OpeningTimes} from '../../../source/polling/queues/opening-times.js';
import {StateDoubt} from '../../../source/polling/queues/state-doubt.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const stamp = (ms: number) => ({mono: ms, wall: 1_800_000_000_000 + ms});
const knowledge = () => ({rates: new FlipRates(), times: new OpeningTimes(), hours: new ForetoldHours()});

describe('doubt about an operation state', () => {
  test('is unknown before it is told, none when told, and grows', () => {
    const doubt = new StateDoubt(knowledge(), 'q');
    expect(doubt.expected(0)).toBeNull();
    doubt.told('open', stamp(0));
    expect(doubt.expected(0)).toBe(0);
    const [soon, late] = [doubt.expected(MINUTE) ?? 0, doubt.expected(10 * MINUTE) ?? 0];
    expect(soon).toBeGreaterThan(0);
    expect(late).toBeGreaterThan(5 * soon);
  });

  test('waits that grow while nobody is free make an open queue doubtful sooner, and back', () => {
    const [calm, swamped] = [new StateDoubt(knowledge(), 'q'), new StateDoubt(knowledge(), 'q')];
    for (const [one, sign] of [
      [calm, 'calm'],
      [swamped, 'swamped'],
    ] as const) {
      one.told('open', stamp(0));
      one.sign(sign, 0);
    }
    expect(swamped.expected(5 * MINUTE)).toBeGreaterThan(10 * (calm.expected(5 * MINUTE) ?? 0));
    // What was doubted stays doubted; from then on it grows slowly again.
    swamped.sign('calm', 5 * MINUTE);
    const before = swamped.expected(5 * MINUTE) ?? 0;
    expect((swamped.expected(10 * MINUTE) ?? 0) - before).toBeLessThan(before / 5);
  });

  test('rates are learned from looks that found a flip and looks that did not', () => {
    const rates = new FlipRates();
    const before = rates.rate('open', 'busy');
    for (let look = 0; look < 50; look += 1) rates.learn('open', new Map([['busy', 60]]), look % 5 === 0);
    // Ten flips in about 45 minutes.
    expect(1 / rates.rate('open', 'busy')).toBeLessThan(900);
    expect(rates.rate('open', 'busy')).toBeGreaterThan(3 * before);
    expect(rates.rate('open', 'calm')).toBe(new FlipRates().rate('open', 'calm'));
    const again = new FlipRates();
    again.remember(rates.seen);
    expect(again.rate('open', 'busy')).toBeCloseTo(rates.rate('open', 'busy'), 9);
  });
});

describe('opening times', () => {
  test('queues that opened at nine are expected to open at nine, and not at ten', () => {
    const shared = knowledge();
    const nine = 9 * 60 * MINUTE;
    for (let queue = 0; queue < 3; queue += 1) shared.times.learn(20 * DAY + nine - MINUTE, 20 * DAY + nine + MINUTE);
    expect(shared.times.times).toHaveLength(1);
    const day = 21 * DAY;
    expect(shared.times.expected(day + nine - 5 * MINUTE, day + nine + 5 * MINUTE)).toBeGreaterThan(0.5);
    expect(shared.times.expected(day + nine + 5 * MINUTE, day + nine + 65 * MINUTE)).toBe(0);
    const doubt = new StateDoubt(shared, 'q');
    const wall = day + nine - 2 * MINUTE;
    doubt.told('after_hours', {mono: 0, wall});
    expect(doubt.expected(MINUTE)).toBeLessThan(0.05);
    expect(doubt.expected(3 * MINUTE)).toBeGreaterThan(0.5);
  });

  test('a flip found hours later tells no time', () => {
    const times = new OpeningTimes();
    times.learn(0, 3 * 60 * MINUTE);
    expect(times.times).toHaveLength(0);
  });
});
