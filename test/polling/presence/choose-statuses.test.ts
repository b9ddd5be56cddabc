import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {changeGain, chooseStatuses, gainOf} from '../../../source/polling/presence/choose-statuses.js';

/** Rows of chances; nobody is known not to have changed, everybody would come in an answer that is cut off. */
const rowsOf = (list: readonly (readonly number[])[]) => ({
  size: list[0]?.length ?? 0,
  count: list.length,
  chances: Float64Array.from(list.flat()),
  unchanged: new Float64Array(list.flat().length),
  reached: new Uint8Array(list.length).fill(1),
});
const limits = (size: number, rest: object = {}) => ({
  askable: [...Array(size).keys()],
  countOf: () => 1,
  mostRecords: 1000,
  hasBeenCut: false,
  cutYield: 1,
  ...rest,
});
const chosen = (inside: Uint8Array) => [...inside.keys()].filter(place => inside[place] === 1);

describe('the set that is asked about', () => {
  test('splits what is in doubt, and leaves out what changes nothing', () => {
    const rows = rowsOf([
      [0.6, 0.4, 0],
      [0.6, 0.4, 0],
      [0, 0, 1],
    ]);
    const {inside, gain} = chooseStatuses(rows, limits(3));
    expect(chosen(inside)).toHaveLength(1);
    expect(inside[0]).not.toBe(inside[1]);
    expect(gain).toBeCloseTo(0.8);
  });

  test('puts two doubts into one question', () => {
    // Two agents each between two statuses of their own: one answer settles both.
    const rows = rowsOf([
      [0.5, 0.5, 0, 0],
      [0, 0, 0.5, 0.5],
    ]);
    const {inside, gain} = chooseStatuses(rows, limits(4));
    expect(inside[0]).not.toBe(inside[1]);
    expect(inside[2]).not.toBe(inside[3]);
    expect(gain).toBeCloseTo(1);
  });

  test('stays below what an answer may hold, where something else is worth asking', () => {
    const rows = rowsOf([
      [0.5, 0.3, 0.2],
      [0.5, 0.3, 0.2],
    ]);
    const countOf = (place: number) => (place === 0 ? 5000 : 100);
    const {inside} = chooseStatuses(rows, limits(3, {countOf, hasBeenCut: true, cutYield: 0.1}));
    expect(inside[0]).toBe(0);
    expect(chosen(inside).length).toBeGreaterThan(0);
  });

  test('is never worse than the best single status, and worth what it says', () => {
    const row = fc.array(fc.double({min: 0.001, max: 1, noNaN: true}), {minLength: 6, maxLength: 6});
    fc.assert(
      fc.property(fc.array(row, {minLength: 1, maxLength: 30}), list => {
        const rows = rowsOf(list);
        const {inside, gain} = chooseStatuses(rows, limits(6));
        const singles = [...Array(6).keys()].map(place => {
          const one = new Uint8Array(6);
          one[place] = 1;
          return gainOf(rows, one, limits(6));
        });
        expect(gain).toBeGreaterThanOrEqual(Math.max(...singles) * (1 - 1e-6));
        expect(gainOf(rows, inside, limits(6))).toBeCloseTo(gain);
      }),
      {numRuns: 200},
    );
  });

  test('asking who has changed is worth nothing where all or none can have', () => {
    const rows = rowsOf([[0.7, 0.3]]);
    const always = Float64Array.of(1, 1);
    expect(changeGain(rows, always)).toBeCloseTo(0);
    expect(changeGain({...rows, unchanged: rows.chances.slice()}, always)).toBeCloseTo(0);
    // Either still in the first, or gone to the second: the answer tells which.
    expect(changeGain({...rows, unchanged: Float64Array.of(0.7, 0)}, always)).toBeCloseTo(0.3);
    // Reaching back behind the mark blurs it.
    expect(changeGain({...rows, unchanged: Float64Array.of(0.7, 0)}, Float64Array.of(0.2, 1))).toBeLessThan(0.1);
  });
});
