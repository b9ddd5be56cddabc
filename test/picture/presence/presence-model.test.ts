import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {jumpMatrix} from '../../../source/picture/presence/jump-matrix.js';
import {nothingSeen, PresenceModel} from '../../../source/picture/presence/presence-model.js';
import {statusList} from '../../../source/picture/presence/status-list.js';

const STATUSES = statusList(
  new Map([
    [1, 'Available'],
    [2, 'In-call'],
    [3, 'Offline'],
  ]),
);
const rowsOf = (matrix: Float64Array, size: number) =>
  Array.from({length: size}, (_, row) => [...matrix.slice(row * size, (row + 1) * size)]);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('chances after a time', () => {
  test('of two states are those of the closed form', () => {
    // Rates a and b: the chance of having moved is a / (a + b) (1 - e^-(a + b)t).
    const [a, b, ms] = [1 / 30_000, 1 / 90_000, 20_000];
    const matrix = jumpMatrix(Float64Array.of(-a, a, b, -b), 2, ms);
    expect(matrix[1]).toBeCloseTo((a / (a + b)) * -Math.expm1(-(a + b) * ms), 4);
    expect(matrix[2]).toBeCloseTo((b / (a + b)) * -Math.expm1(-(a + b) * ms), 4);
  });

  test('are chances for any rates and any time, and two steps are one of both lengths', () => {
    const rate = fc.double({min: 0, max: 1e-3, noNaN: true});
    fc.assert(
      fc.property(
        fc.array(rate, {minLength: 12, maxLength: 12}),
        fc.double({min: 0, max: 1e7, noNaN: true}),
        (list, ms) => {
          const size = 4;
          const rates = new Float64Array(size * size);
          let next = 0;
          for (let i = 0; i < size; i += 1) {
            for (let j = 0; j < size; j += 1) {
              if (i === j) continue;
              rates[i * size + j] = list[next] ?? 0;
              rates[i * size + i] = (rates[i * size + i] ?? 0) - (list[next] ?? 0);
              next += 1;
            }
          }
          const once = rowsOf(jumpMatrix(rates, size, ms), size);
          const half = rowsOf(jumpMatrix(rates, size, ms / 2), size);
          for (const [i, row] of once.entries()) {
            expect(sum(row)).toBeCloseTo(1, 6);
            expect(Math.min(...row)).toBeGreaterThanOrEqual(-1e-9);
            for (const [j, chance] of row.entries()) {
              expect(chance).toBeCloseTo(sum(half[i]?.map((first, k) => first * (half[k]?.[j] ?? 0)) ?? []), 3);
            }
          }
        },
      ),
      {numRuns: 200},
    );
  });
});

describe('what is known of a tenant', () => {
  test('starts from habits of contact centres and moves to what was seen', () => {
    const model = new PresenceModel(STATUSES);
    expect(1 / model.leaving(0)).toBeCloseTo(90_000, -3);
    const seen = nothingSeen(model.size);
    seen.jumps[0 * model.size + 1] = 400;
    seen.spent[0] = 400 * 20_000;
    model.learn(seen);
    expect(1 / model.leaving(0)).toBeGreaterThan(20_000);
    expect(1 / model.leaving(0)).toBeLessThan(21_500);
    expect(model.version).toBe(1);
  });

  test('rates that are known are not learned over', () => {
    const model = new PresenceModel(STATUSES);
    model.know(new Float64Array(model.size ** 2));
    model.learn(nothingSeen(model.size));
    expect(model.leaving(0)).toBeCloseTo(0);
  });

  test('agents of whom nothing is known are anywhere, and nowhere for certain', () => {
    const chances = [...new PresenceModel(STATUSES).restingChances()];
    expect(sum(chances)).toBeCloseTo(1);
    expect(Math.min(...chances)).toBeGreaterThan(0.01);
    expect(Math.max(...chances)).toBeLessThan(0.7);
  });
});
