import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {BIG_ROWS, bigText, bigWidth} from '../../source/wallboard/big-text.js';
import {boardLayout, tileRows} from '../../source/wallboard/board-layout.js';
import {PAGE_S, pageAt} from '../../source/wallboard/rotation.js';

describe('bigText', () => {
  test('draws a wait as it is read', () => {
    expect(bigText('1:05', 1, '#')).toEqual([
      ' #      ### ###',
      '##   #  # # #  ',
      ' #      # # ###',
      ' #   #  # #   #',
      '###     ### ###',
    ]);
  });

  test('every sign differs from the others, and a larger scale is the same picture', () => {
    const signs = [...'0123456789:h?->='];
    expect(new Set(signs.map(sign => bigText(sign, 1, '#')?.join('\n'))).size).toBe(signs.length);
    for (const sign of signs) {
      const [small = [], large = []] = [bigText(sign, 1, '#') ?? undefined, bigText(sign, 3, '#') ?? undefined];
      expect(large).toHaveLength(3 * BIG_ROWS);
      expect(large.filter((_, row) => row % 3 === 1).map(row => row.replace(/(.)\1\1/g, '$1'))).toEqual(small);
    }
  });

  test('what cannot be drawn is told, not drawn as something else', () => {
    expect(bigText('1x', 1, '#')).toBeNull();
  });
});

describe('boardLayout', () => {
  const size = fc.record({
    columns: fc.integer({min: 60, max: 400}),
    rows: fc.integer({min: 16, max: 200}),
    notices: fc.integer({min: 1, max: 3}),
  });

  test('fills any screen from the smallest on, and never more than it', () => {
    fc.assert(
      fc.property(size, ({columns, rows, notices}) => {
        const {tiles, tileWidth, scale, isAiry, rows: list} = boardLayout(columns, rows, notices);
        expect(tiles * tileWidth).toBeLessThanOrEqual(columns);
        expect(bigWidth('88:88', scale)).toBeLessThan(tileWidth);
        expect(5 + notices + (isAiry ? 3 : 0) + tileRows(scale) + list).toBe(rows);
        expect(list).toBeGreaterThanOrEqual(4 - notices);
        // Words of several lines take rows of the list alone.
        expect(boardLayout(columns, rows)).toMatchObject({tiles, tileWidth, scale, isAiry});
      }),
    );
  });

  test.each([
    [80, 24, 4, 1],
    [120, 40, 5, 1],
    [200, 50, 5, 2],
  ])('%i x %i: %i figures, signs %i times as large', (columns, rows, tiles, scale) => {
    expect(boardLayout(columns, rows)).toMatchObject({tiles, scale});
  });
});

describe('pageAt', () => {
  const shown = (pages: number, isCritical: boolean, turns: number) =>
    Array.from({length: turns}, (_, turn) => pageAt(turn * PAGE_S * 1000, pages, isCritical));

  test('one after the other; while something is critical its page comes back after each', () => {
    expect(shown(1, true, 3)).toEqual([0, 0, 0]);
    expect(shown(3, false, 4)).toEqual([0, 1, 2, 0]);
    expect(shown(4, true, 8)).toEqual([0, 1, 0, 2, 0, 3, 0, 1]);
    expect(shown(2, true, 4)).toEqual([0, 1, 0, 1]);
  });

  test('a page is there at any time of day, and none is left out', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 2e12}),
        fc.integer({min: 1, max: 30}),
        fc.boolean(),
        (from, pages, isCritical) => {
          const turns = Array.from({length: 2 * pages + 2}, (_, turn) =>
            pageAt(from + turn * PAGE_S * 1000, pages, isCritical),
          );
          expect(new Set(turns)).toEqual(new Set(Array.from({length: pages}, (_, page) => page)));
        },
      ),
    );
  });
});
