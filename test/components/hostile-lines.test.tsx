import {Box} from 'ink';
import {expect, test} from 'vitest';
import {fitLine, LineText, lineWidth, segment} from '../../source/components/line.js';
import {PanelFrame} from '../../source/components/panel-frame.js';
import {StaticTable} from '../../source/components/static-table.js';
import {UNICODE_GLYPHS} from '../../source/components/theme.js';
import {clipRows, columnWidths} from '../../source/dialogs/clip-rows.js';
import {openScreen} from '../helpers/screen.js';

const HOSTILE = [
  'a\x1b[31m\x1b]0;owned\x07\x1b]52;c;cm0gLXJm\x1b\\b',
  'one\ntwo\r\nthree\tfour\x85five\u2028six',
  'left\u202eright\u200b\u2066end\u{e0041}',
  `e${'\u0301'.repeat(500)}`,
  '👩‍👩‍👧‍👦 क्षत्रिय กำลัง 🇦🇦 1️⃣',
  '𝒜𝒷𝒸𝒹 ﾊﾟ 漢字',
];
/** What Ink writes by itself: moves, erasures, colours, synchronized output. */
const OWN = /\x1b\[(?:\?(?:25|2026)[hl]|[\d;]*[ABCDEGHJKm])/g;
const CONTROL = /(?![\n\r])\p{Cc}|[\u2028-\u202e\u2066-\u2069\u200b\u{e0000}-\u{e007f}]/u;

test('what was not made safe on its way is safe in a line, and of the width that was counted', () => {
  for (const text of HOSTILE) expect(lineWidth(fitLine([segment('|'), segment(text), segment('|')], 30))).toBe(30);
});

test('no line, title, badge or cell of a table reaches the terminal as more than text', async () => {
  const given = HOSTILE.map((name, id) => ({name, id: `#${id}`, says: `says ${id}`}));
  const table = clipRows(given, columnWidths(given, 56), false);
  const screen = openScreen(
    <Box flexDirection="column">
      {HOSTILE.map(text => (
        <LineText key={text} line={[segment(text)]} />
      ))}
      <PanelFrame
        title={HOSTILE[0] ?? ''}
        badges={[[segment('one\x1b[2J')]]}
        isFocused={true}
        width={60}
        height={HOSTILE.length + 2}
        lines={HOSTILE.map(text => [segment('> '), segment(text, 'bad'), segment(text)])}
        glyphs={UNICODE_GLYPHS}
        isAscii={false}
      />
      <StaticTable rows={table} glyphs={UNICODE_GLYPHS} />
    </Box>,
    {columns: 60, rows: 30},
  );
  await screen.settle();
  expect(CONTROL.exec(screen.output().replaceAll(OWN, ''))?.[0]).toBeUndefined();
  const rows = screen.screen();
  const framed = rows.slice(HOSTILE.length, HOSTILE.length * 2 + 2);
  expect(framed.map(row => row[59]?.text).join('')).toBe(`┐${'│'.repeat(HOSTILE.length)}┘`);
  // Columns of a table stand below each other, whatever stands in the cells before.
  const cells = screen.lines().filter(line => /says \d/.test(line));
  expect(cells).toHaveLength(HOSTILE.length);
  const edges = rows.slice(HOSTILE.length * 2 + 2).filter(row => row.some(({text}) => text === '│'));
  const places = edges.map(row => row.flatMap(({text}, x) => (text === '│' ? x : [])).join());
  expect(new Set(places).size).toBe(1);
  expect(screen.scrolled()).toBe(0);
  screen.close();
});
