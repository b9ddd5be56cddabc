import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitText, widthOf} from '../../source/terminal/fit-text.js';
import {safeText} from '../../source/terminal/safe-text.js';

test('every safe text takes exactly the columns it is given', () => {
  const text = fc.oneof(
    fc.string({unit: 'binary', maxLength: 60}),
    fc.string({unit: 'grapheme', maxLength: 60}),
    fc.string({unit: 'grapheme-composite', maxLength: 40}),
  );
  fc.assert(
    fc.property(
      text,
      fc.integer({min: 0, max: 40}),
      fc.constantFrom('left' as const, 'right' as const),
      (raw, width, align) => {
        expect(widthOf(fitText(safeText(raw), width, align))).toBe(width);
        // Also where nobody has made it safe before.
        const fitted = fitText(raw, width, align);
        expect(widthOf(fitted)).toBe(width);
        expect(safeText(fitted)).toBe(fitted);
      },
    ),
    {numRuns: 3000},
  );
});

test('pads to either side', () => {
  expect(fitText('ab', 5)).toBe('ab   ');
  expect(fitText('ab', 5, 'right')).toBe('   ab');
  expect(fitText('', 2)).toBe('  ');
});

test('cuts with an ellipsis, between characters', () => {
  expect(fitText('abcdef', 4)).toBe('abc…');
  expect(fitText('abcdef', 4, {isAscii: true})).toBe('abc>');
  expect(fitText('山田太郎', 6)).toBe('山田… ');
  expect(fitText('山田太郎', 4, 'right')).toBe(' 山…');
  expect(fitText('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  expect(fitText('界', 1)).toBe('…');
  expect(fitText('abc', 0)).toBe('');
});
