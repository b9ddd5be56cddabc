import {expect, test} from 'vitest';
import {LONGEST_RETRY_AFTER_MS, retryAfterMs} from '../../source/api/retry-after.js';

const now = Date.UTC(2026, 2, 2, 8, 0, 0);

test.each([
  ['3', 3000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['Mon, 02 Mar 2026 08:00:10 GMT', 10_000],
  ['Monday, 02-Mar-26 08:00:10 GMT', 10_000],
  ['Sun, 01 Mar 2026 08:00:10 GMT', 0],
  ['86400', LONGEST_RETRY_AFTER_MS],
  ['Fri, 02 Mar 2096 08:00:10 GMT', LONGEST_RETRY_AFTER_MS],
  ['-5', null],
  ['soon', null],
  ['1, 2', null],
  ['', null],
  [undefined, null],
])('%j waits %j ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
