import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ForetoldHours, periodsOf, zoneOf} from '../../../source/polling/queues/foretold-hours.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
/** Monday 09:07 in UTC. */
const NOW = Date.UTC(2026, 2, 2, 9, 7);
const NEXT = Date.UTC(2026, 2, 2, 9, 15);

const two = (value: number) => String(value).padStart(2, '0');
const timeOf = (at: number) => `${two(new Date(at).getUTCHours())}:${two(new Date(at).getUTCMinutes())}`;
/** Rows for the quarters between two moments, in a time that is `zone` ahead of UTC. */
const rows = (from: number, to: number, zone = 0) =>
  Array.from({length: (to - from) / QUARTER}, (_, index) => {
    const start = from + zone + index * QUARTER;
    const date = new Date(start);
    return {
      date: `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`,
      start_time: timeOf(start),
      end_time: timeOf(start + QUARTER),
    };
  });
const told = (periods: ReturnType<typeof rows>, isOpen: boolean, zone = 0) => {
  const hours = new ForetoldHours();
  hours.told('q', periodsOf(periods), {at: NOW, horizon: 8 * HOUR, zone, isOpen});
  return (from: number, to: number) => hours.expected('q', NOW + from, NOW + to);
};

describe('opening hours foretold by periods for call-backs', () => {
  test('an open queue closes where its periods end, and is not doubted before', () => {
    const expected = told(rows(NEXT, Date.UTC(2026, 2, 2, 12)), true);
    expect(expected(0, 2 * HOUR)).toBe(0);
    expect(expected(2 * HOUR, 3 * HOUR)).toBeGreaterThan(2);
    expect(expected(3 * HOUR, 7 * HOUR)).toBe(0);
  });

  test('a closed queue opens where they begin; without any it stays as it is', () => {
    const expected = told(rows(Date.UTC(2026, 2, 2, 12), Date.UTC(2026, 2, 2, 17)), false);
    expect(expected(0, 2.8 * HOUR)).toBe(0);
    expect(expected(2.8 * HOUR, 3 * HOUR)).toBeGreaterThan(2);
    expect(told([], false)(0, 7 * HOUR)).toBe(0);
  });

  test('an open one without periods closes with this quarter of an hour', () => {
    const expected = told([], true);
    expect(expected(0, 7 * MINUTE)).toBe(0);
    expect(expected(0, 9 * MINUTE)).toBeGreaterThan(2);
  });

  test('nothing is said of the time after what was told, nor of other queues', () => {
    const expected = told(rows(NEXT, NEXT + 8 * HOUR), true);
    expect(expected(0, 7.5 * HOUR)).toBe(0);
    expect(expected(0, 9 * HOUR)).toBeNull();
    expect(new ForetoldHours().expected('q', NOW, NOW + HOUR)).toBeNull();
  });

  test('a break at noon is a closing and an opening', () => {
    const noon = Date.UTC(2026, 2, 2, 12);
    const expected = told([...rows(NEXT, noon), ...rows(noon + HOUR, noon + 4 * HOUR)], true);
    const one = expected(2 * HOUR, 3 * HOUR) ?? 0;
    expect(one).toBeGreaterThan(0);
    expect(expected(2 * HOUR, 4 * HOUR)).toBeCloseTo(2 * one);
  });

  test('the time zone is found by an open queue, and the hours hold in it', () => {
    fc.assert(
      fc.property(fc.integer({min: -56, max: 56}), quarters => {
        const zone = quarters * QUARTER;
        const periods = rows(NEXT, Date.UTC(2026, 2, 2, 12), zone);
        expect(zoneOf(periodsOf(periods), NOW)).toBe(zone);
        expect(told(periods, true, zone)(2.8 * HOUR, 3 * HOUR)).toBeGreaterThan(2);
      }),
    );
    expect(zoneOf([], NOW)).toBeNull();
    expect(zoneOf(periodsOf(rows(NEXT + 30 * HOUR, NEXT + 31 * HOUR)), NOW)).toBeNull();
    expect(zoneOf(periodsOf(rows(NEXT + MINUTE, NEXT + 16 * MINUTE)), NOW)).toBeNull();
  });

  test('hours that prove wrong are no longer believed', () => {
    const hours = new ForetoldHours();
    const noon = Date.UTC(2026, 2, 2, 12);
    hours.told('q', periodsOf(rows(NEXT, noon)), {at: NOW, horizon: 8 * HOUR, zone: 0, isOpen: true});
    const before = hours.expected('q', noon - MINUTE, noon + MINUTE) ?? 0;
    for (let time = 0; time < 3; time += 1) hours.learn('q', noon - MINUTE, noon + MINUTE, false);
    expect(hours.expected('q', noon - MINUTE, noon + MINUTE)).toBeLessThan(before);
    for (let time = 0; time < 9; time += 1) hours.learn('q', NOW, NOW + HOUR, true);
    expect(hours.expected('q', noon - MINUTE, noon + MINUTE)).toBeNull();
  });

  test('whatever a tenant sends as periods is read or left out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            date: fc.option(fc.string()),
            start_time: fc.option(fc.string()),
            end_time: fc.option(fc.string()),
          }),
        ),
        odd => {
          for (const {start, end} of periodsOf(odd)) expect(end).toBeGreaterThan(start);
        },
      ),
    );
    expect(periodsOf([{date: '20250305', start_time: '23:45', end_time: '00:00'}])).toEqual([
      {start: Date.UTC(2025, 2, 5, 23, 45), end: Date.UTC(2025, 2, 6)},
    ]);
  });
});
