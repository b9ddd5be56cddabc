import fc from 'fast-check';
import {expect, test} from 'vitest';
import {segment} from '../../source/components/line.js';
import {clipRows, columnWidths} from '../../source/dialogs/clip-rows.js';
import {NO_CONTENT} from '../../source/dialogs/dialog-content.js';
import {dialogLayout} from '../../source/dialogs/dialog-layout.js';
import {widthOf} from '../../source/terminal/fit-text.js';

const linesOf = (name: string, count: number) =>
  Array.from({length: count}, (_, index) => [segment(`${name} ${index}`)]);
const sizes = fc.record({
  head: fc.nat(12),
  body: fc.nat(30),
  table: fc.nat(30),
  after: fc.nat(10),
  foot: fc.nat(3),
  rows: fc.integer({min: 15, max: 50}),
  wanted: fc.nat(80),
});

const contentOf = (size: {head: number; body: number; table: number; after: number; foot: number}) => ({
  ...NO_CONTENT,
  title: 'title',
  head: linesOf('head', size.head),
  body: linesOf('body', size.body),
  table: Array.from({length: size.table}, (_, index) => ({id: String(index)})),
  after: linesOf('after', size.after),
  foot: linesOf('foot', size.foot),
});

test('whatever there is to say, the dialog fits the screen and its foot is whole', () => {
  fc.assert(
    fc.property(sizes, size => {
      const content = contentOf(size);
      const layout = dialogLayout(content, size.rows, size.wanted);
      expect(layout.height).toBeLessThanOrEqual(size.rows);
      expect(layout.lines).toHaveLength(layout.height - 2);
      if (size.foot > 0) expect(layout.lines.slice(-size.foot)).toEqual(content.foot);
      if (layout.table) expect(layout.table.at + layout.table.height).toBeLessThanOrEqual(layout.height - 2);
      expect(layout.part === null).toBe(layout.lastScroll === 0);
    }),
  );
});

test('scrolling from the start to the end shows every line and every row', () => {
  fc.assert(
    fc.property(sizes, size => {
      const content = contentOf(size);
      const seen = new Set<string>();
      const {lastScroll} = dialogLayout(content, size.rows, 0);
      for (let wanted = 0; wanted <= lastScroll; wanted += 1) {
        const {lines, table} = dialogLayout(content, size.rows, wanted);
        for (const line of lines) seen.add(line.map(one => one.text).join(''));
        for (const row of table?.rows ?? []) seen.add(`row ${row['id']}`);
      }
      const wantedLines = [...content.head, ...content.body, ...content.after, ...content.foot];
      for (const line of wantedLines) expect(seen).toContain(line[0]?.text);
      for (const row of content.table) expect(seen).toContain(`row ${row.id}`);
    }),
    {numRuns: 60},
  );
});

test('a table is cut to the width, its columns all the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({kind: fc.string(), name: fc.string({unit: 'grapheme', maxLength: 200})}), {minLength: 1}),
      fc.integer({min: 20, max: 100}),
      (rows, width) => {
        const clipped = clipRows(rows, columnWidths(rows, width), false);
        const widths = clipped.map(row => Object.values(row).map(widthOf));
        expect(new Set(widths.map(String)).size).toBe(1);
        expect((widths[0] ?? []).reduce((sum, one) => sum + one + 3, 1)).toBeLessThanOrEqual(width);
      },
    ),
  );
});
