import {expect, test} from 'vitest';
import {ALL_QUEUES, isWanted} from '../../source/picture/queue-filter.js';

test('without a filter every queue is wanted, also one without a path', () => {
  expect(isWanted(ALL_QUEUES, 'Support / Repairs')).toBe(true);
  expect(isWanted(ALL_QUEUES, '')).toBe(true);
});

test('show picks by any part of the path, whatever its case; hide takes away again', () => {
  const filter = {show: ['support /'], hide: ['Ovens']};
  expect(isWanted(filter, 'Support / Repairs')).toBe(true);
  expect(isWanted(filter, 'Sales / Support')).toBe(false);
  expect(isWanted(filter, 'Support / Repairs / ovens')).toBe(false);
  expect(isWanted({show: [], hide: ['sales']}, 'Sales / Offers')).toBe(false);
});
