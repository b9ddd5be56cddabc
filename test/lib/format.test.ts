import {expect, test} from 'vitest';
import {percent, shortDuration, waitTime} from '../../source/lib/format.js';

test.each([
  [-5, '0s'],
  [999, '0s'],
  [99_999, '99s'],
  [100_000, '1m'],
  [5_999_999, '99m'],
  [6_000_000, '1h'],
  [360_000_000, '4d'],
])('%d ms is short for %s', (ms, text) => {
  expect(shortDuration(ms)).toBe(text);
});

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [-1, '0:00'],
])('a wait of %d s reads %s', (seconds, text) => {
  expect(waitTime(seconds)).toBe(text);
});

test.each([
  [0, '0%'],
  [0.001, '<1%'],
  [0.5, '50%'],
  [0.999, '>99%'],
  [1, '100%'],
])('a share of %d reads %s', (share, text) => {
  expect(percent(share)).toBe(text);
});
