import fc from 'fast-check';
import {expect, test} from 'vitest';
import {lineWidth, segment} from '../../source/components/line.js';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from '../../source/components/theme.js';
import {filterRows, selectionOf, selectRows, sortRows, type Table} from '../../source/panels/table.js';
import {safeText} from '../../source/terminal/safe-text.js';
import {EMPTY_PANEL_VIEW} from '../../source/view/panel-view.js';

type Row = {readonly id: string; readonly name: string; readonly count: number | null};

const TABLE: Table<Row> = {
  idOf: row => row.id,
  textOf: row => row.name,
  defaultSort: {column: 'name', descending: false},
  columns: [
    {id: 'name', title: 'name', width: 8, flex: true, sortKey: row => row.name, cell: row => segment(row.name)},
    {
      id: 'count',
      title: 'count',
      width: 6,
      align: 'right',
      drop: 1,
      sortKey: row => row.count,
      cell: row => segment(String(row.count ?? '?')),
    },
    {
      id: 'two',
      title: 'two',
      width: 5,
      drop: 2,
      flex: true,
      cell: row => [segment(row.name), segment('|'), segment(row.id)],
    },
  ],
};

const row = fc.record({
  id: fc.uuid(),
  name: fc.string({unit: 'grapheme', maxLength: 40}).map(text => safeText(text)),
  count: fc.option(fc.integer({min: -9_999_999, max: 99_999_999}), {nil: null}),
});

test('every row and the header are exactly as wide as the panel, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(row, {maxLength: 5}), fc.integer({min: 8, max: 120}), fc.boolean(), (rows, width, isAscii) => {
      const selection = selectRows(TABLE, rows, EMPTY_PANEL_VIEW);
      const context = {glyphs: isAscii ? ASCII_GLYPHS : UNICODE_GLYPHS, isAscii, age: () => 0};
      expect(lineWidth(selection.header(width, context))).toBe(width);
      for (const index of rows.keys()) expect(lineWidth(selection.row(index, width, context))).toBe(width);
      expect(selection.row(rows.length, width, context)).toEqual([]);
    }),
  );
});

test('sorting keeps every row, puts the unknown last both ways, and keeps the order of equals', () => {
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, descending) => {
      const view = {...EMPTY_PANEL_VIEW, sort: {column: 'count', descending}};
      const sorted = sortRows(TABLE, rows, view);
      expect(new Set(sorted)).toEqual(new Set(rows));
      const counts = sorted.map(one => one.count);
      const known = counts.filter(count => count !== null);
      expect(counts.slice(known.length).every(count => count === null)).toBe(true);
      expect(known).toEqual([...known].sort((a, b) => (descending ? b - a : a - b)));
      const unknown = sorted.filter(one => one.count === null);
      expect(unknown).toEqual(rows.filter(one => one.count === null));
    }),
  );
});

test('a filter keeps rows with all its words, and none with a word after !', () => {
  const rows = ['Sales Orders', 'sales support', 'Billing'].map((name, index) => ({id: `${index}`, name, count: 0}));
  const names = (filter: string) => filterRows(TABLE, rows, filter).map(one => one.name);
  expect(names('SALES')).toEqual(['Sales Orders', 'sales support']);
  expect(names('sales !orders')).toEqual(['sales support']);
  expect(names('  ')).toHaveLength(3);
  expect(names('!')).toEqual([]);
});

test('only columns that fit can be sorted by', () => {
  const selection = selectionOf(TABLE, [], 0, EMPTY_PANEL_VIEW);
  expect(selection.sortable(60)).toEqual(['name', 'count']);
  expect(selection.sortable(10)).toEqual(['name']);
});
