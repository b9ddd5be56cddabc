import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitLine, joinSegments, lineWidth, segment} from '../../source/components/line.js';
import {topLine} from '../../source/components/panel-frame.js';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from '../../source/components/theme.js';
import {safeText} from '../../source/terminal/safe-text.js';

const safe = fc.string({unit: 'grapheme', maxLength: 30}).map(text => safeText(text));
const segments = fc.array(
  fc.record({
    text: fc.oneof(safe, fc.constant('  ')),
    tone: fc.constantFrom('plain' as const, 'dim' as const, 'bad' as const),
    inverse: fc.boolean(),
  }),
  {maxLength: 8},
);

test('a fitted line is exactly as wide as asked for', () => {
  fc.assert(
    fc.property(segments, fc.nat(80), (line, width) => {
      expect(lineWidth(fitLine(line, width))).toBe(width);
    }),
  );
});

test('joining segments keeps the text, and never makes more of them', () => {
  fc.assert(
    fc.property(segments, line => {
      const joined = joinSegments(line);
      expect(joined.map(one => one.text).join('')).toBe(line.map(one => one.text).join(''));
      expect(joined.length).toBeLessThanOrEqual(line.length);
    }),
  );
  expect(joinSegments([segment('a', 'bad'), segment(' '), segment('b', 'bad')])).toEqual([segment('a b', 'bad')]);
});

test('the upper edge of a frame is exactly as wide as the frame; badges that do not fit are left out', () => {
  fc.assert(
    fc.property(
      safe,
      fc.array(safe, {maxLength: 3}),
      fc.integer({min: 8, max: 90}),
      fc.boolean(),
      (title, texts, width, isAscii) => {
        const line = topLine({
          title,
          badges: texts.map(text => [segment(text)]),
          isFocused: true,
          width,
          height: 5,
          lines: [],
          glyphs: isAscii ? ASCII_GLYPHS : UNICODE_GLYPHS,
          isAscii,
        });
        expect(lineWidth(line)).toBe(width);
      },
    ),
  );
});
