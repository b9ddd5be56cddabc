import {expect, test} from 'vitest';
import {markdownTable, median, quantile, trendOf} from '../../bench/figures.js';

test('median and quantiles, interpolated', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(quantile([0, 10], 0.9)).toBe(9);
});

test('the trend of one line is its slope, and certain', () => {
  const points = Array.from({length: 10}, (_, x) => ({x, y: 5 + 2 * x}));
  const {slope, low, high} = trendOf([points]);
  expect(slope).toBeCloseTo(2);
  expect(high - low).toBeLessThan(1e-6);
});

test('bounds of a known sample', () => {
  // y = 1, 3, 2, 5, 4 over x = 0…4: slope 0.8, standard error 0.3464, t(3) = 3.18.
  const {slope, low, high} = trendOf([[1, 3, 2, 5, 4].map((y, x) => ({x, y}))]);
  expect(slope).toBeCloseTo(0.8);
  expect(low).toBeCloseTo(0.8 - 3.18 * 0.34641, 3);
  expect(high).toBeCloseTo(0.8 + 3.18 * 0.34641, 3);
});

test('a new life of the process starts on a level of its own', () => {
  const life = (level: number) => Array.from({length: 5}, (_, x) => ({x, y: level + x}));
  expect(trendOf([life(10), life(90)]).slope).toBeCloseTo(1);
});

test('too few points tell nothing', () => {
  const {low, high} = trendOf([
    [
      {x: 0, y: 1},
      {x: 1, y: 9},
    ],
  ]);
  expect([low, high]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('a table of figures', () => {
  expect(
    markdownTable(
      ['name', 'ms'],
      [
        ['one', 1.25],
        ['two', 2],
      ],
      1,
    ),
  ).toBe('| name | ms |\n| --- | --: |\n| one | 1.3 |\n| two | 2.0 |');
});
