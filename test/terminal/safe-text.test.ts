import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitText, widthOf} from '../../source/terminal/fit-text.js';
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
  /\u200d|[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/,
  // One zero-width character is the program's own: between a sign that joins consonants and the next letter.
  /(?<!\p{M})\u200c|\u200c(?!\p{L})/u,
  /(?!\u200c)\p{Cf}/u,
  /\p{Cn}/u,
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

test('the same holds of any bytes that were decoded', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 300}), fc.constantFrom('utf8' as const, 'latin1' as const), (bytes, as) => {
      const safe = safeText(Buffer.from(bytes).toString(as));
      expect(forbidden.some(pattern => pattern.test(safe))).toBe(false);
    }),
    {numRuns: 1000},
  );
});

const alone = (text: string): number => [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** Texts of scripts and signs whose characters join, and of any others. */
const joining = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'क',
        'ष',
        '\u094d',
        'ക',
        '\u0d4d',
        '\u0d4e',
        'ខ',
        '\u17d2',
        'ម',
        'ก',
        '\u0e49',
        '\u0e33',
        '\u0eb3',
      ),
      fc.constantFrom(
        '\u1112',
        '\u1161',
        '\u11ab',
        '가',
        '🇩',
        '🇪',
        '1',
        '\u20e3',
        '\u200c',
        '\u200d',
        '👨',
        '\u{111c2}',
      ),
      fc.constantFrom('\uff76', '\uff9e', '\u0903', '\u093f', '\u0301', 'a', ' ', '界', '\ufe0f', '\u{1f3fd}'),
      fc.string({unit: 'binary', maxLength: 3}),
    ),
    {maxLength: 40},
  )
  .map(parts => parts.join(''));

test('terminals that count by characters and those that count by what is drawn find the same columns', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, joining), fc.integer({min: 0, max: 40}), (text, columns) => {
      const safe = safeText(text);
      expect(alone(safe)).toBe(widthOf(safe));
      expect(safeText(safe)).toBe(safe);
      const cut = safeText(text, columns);
      expect(safeText(cut, columns)).toBe(cut);
      const fitted = fitText(safe, columns);
      expect(alone(fitted)).toBe(columns);
    }),
    {numRuns: 4000},
  );
});

test('scripts whose characters join stay readable, and keep their columns', () => {
  expect(safeText('น้ำ กำลัง')).toBe('น\u0e4d้า กํา' + 'ลัง');
  expect(safeText('क्षत्रिय')).toBe('क्\u200cषत्\u200cरिय');
  expect(safeText('\u1112\u1161\u11ab\u1100\u1173\u11af')).toBe('한글');
  expect(safeText('🇩🇪 🇦')).toBe('DE A');
  expect(safeText('1\ufe0f\u20e3')).toBe('1');
});

test('controls are made visible', () => {
  expect(safeText('\x1b[2J\x1b]0;x\x07')).toBe('␛[2J␛]0;x␇');
  expect(safeText('a\nb\tc\x7f\x9b31m')).toBe('a␊b␉c␡�31m');
  expect(safeText('Eve\u202eknaB')).toBe('Eve�knaB');
  expect(safeText('a\u200bb\ufeffc\u2028d\ud800e')).toBe('a�b�c�d�e');
});

test('ordinary names stay as they are', () => {
  for (const name of [
    'Ann Müller',
    'Zoë',
    '山田太郎',
    'Nguyễn Văn',
    'Владимир',
    'עברית',
    'ภาษาไทย',
    'தமிழ்',
    '한글',
    '😀 Support',
  ]) {
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

test('a flood of any kind takes no longer than it is long', () => {
  for (const part of ['\u0e48', '\u1161', '\u0301', '\u{1f1e6}', '\u200b', '\u094d']) {
    const started = performance.now();
    safeText(`a${part.repeat(1_000_000)}\u0e33`, 80);
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

test('long text is cut at the limit', () => {
  expect(safeText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
  expect(safeText('界界界', 2)).toBe('界…');
  expect(safeText('abc', 3)).toBe('abc');
  expect(safeText('abc', 0)).toBe('');
});
