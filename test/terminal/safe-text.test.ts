import fc from 'fast-check';
import {expect, test} from 'vitest';
import {safeText} from '../../source/terminal/safe-text.js';

const anyText = fc.oneof(
  fc.string({unit: 'binary', maxLength: 300}),
  fc.array(fc.integer({min: 0, max: 0xffff}), {maxLength: 100}).map(codes => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom('\x1b', '[', '\u202e', '\u200b', '\u0301', 'a', '\ud83d', '\ude00', '\u2028', '\ufe0f', '界'),
      {
        maxLength: 100,
      },
    )
    .map(parts => parts.join('')),
);
const forbidden = [
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/,
  /[\u{1f3fb}-\u{1f3ff}]/u,
  /\p{Variation_Selector}/u,
  /\p{Cs}/u,
];

test('no control, bidi, zero-width or half character comes through, whatever goes in', () => {
  fc.assert(
    fc.property(anyText, fc.integer({min: 0, max: 250}), (text, limit) => {
      const safe = safeText(text, limit);
      expect(forbidden.some(pattern => pattern.test(safe))).toBe(false);
      expect([...safe].length).toBeLessThanOrEqual(limit);
      expect(/\p{M}{5}/u.test(safe)).toBe(false);
      expect(/^\p{M}/u.test(safe)).toBe(false);
      expect(safeText(safe, limit)).toBe(safe);
    }),
    {numRuns: 2000},
  );
});

test('controls are made visible', () => {
  expect(safeText('\x1b[2J\x1b]0;x\x07')).toBe('␛[2J␛]0;x␇');
  expect(safeText('a\nb\tc\x7f\x9b31m')).toBe('a␊b␉c␡�31m');
  expect(safeText('Eve\u202eknaB')).toBe('Eve�knaB');
  expect(safeText('a\u200bb\ufeffc\u2028d\ud800e')).toBe('a�b�c�d�e');
});

test('ordinary names stay as they are', () => {
  for (const name of ['Ann Müller', 'Zoë', '山田太郎', 'Nguyễn Văn', 'Владимир', 'עברית', 'กำลัง', '😀 Support']) {
    expect(safeText(name)).toBe(name);
  }
});

test('emoji lose what terminals disagree about', () => {
  expect(safeText('❤\ufe0f👍\u{1f3fd}')).toBe('❤👍');
});

test('a flood of marks is thinned out, and one without a base does not reach the cell before it', () => {
  expect(safeText(`e${'\u0301'.repeat(1000)}x`)).toBe(`e${'\u0301'.repeat(4)}x`);
  expect(safeText('\u0301x')).toBe('�x');
});

test('long text is cut at the limit', () => {
  expect(safeText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
  expect(safeText('界界界', 2)).toBe('界…');
  expect(safeText('abc', 3)).toBe('abc');
  expect(safeText('abc', 0)).toBe('');
});
