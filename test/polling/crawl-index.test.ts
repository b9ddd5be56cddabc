import fc from 'fast-check';
import {expect, test} from 'vitest';
import {chanceChanged, crawlIndex, HORIZON_S} from '../../source/polling/crawl-index.js';

test('the worth of asking again grows with age, is nothing at once, and has a limit', () => {
  const rate = fc.double({min: 1e-6, max: 10, noNaN: true});
  const age = fc.double({min: 0, max: 1e6, noNaN: true});
  fc.assert(
    fc.property(rate, age, age, (one, young, old) => {
      const [less, more] = young < old ? [young, old] : [old, young];
      const [a, b] = [crawlIndex(less, one * less), crawlIndex(more, one * more)];
      expect(a).toBeLessThanOrEqual(b * (1 + 1e-9) + 1e-12);
      expect(b).toBeLessThanOrEqual(Math.min(HORIZON_S, 1 / one) * (1 + 1e-9));
      expect(b).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(crawlIndex(0, 0)).toBe(0);
});

test('is the index of Azar and others: (1 - (1 + x) e^-x) / rate', () => {
  const [rate, age] = [1 / 40, 30];
  const x = rate * age;
  expect(crawlIndex(age, x)).toBeCloseTo((1 - (1 + x) * Math.exp(-x)) / rate);
  expect(chanceChanged(x)).toBeCloseTo(1 - Math.exp(-x));
});

test('what changes all the time is worth less than what stays once it is known', () => {
  // Both are surely wrong by now; one is wrong again after a second, the other right for two minutes.
  expect(crawlIndex(600, 600)).toBeLessThan(crawlIndex(600, 5));
});
