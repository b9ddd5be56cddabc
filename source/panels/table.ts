import {fitLine, type Line, lineWidth, type Segment, segment} from '../components/line.js';
import {fitText} from '../terminal/fit-text.js';
import type {PanelView} from '../view/panel-view.js';
import type {DrawContext, Selection} from './panel.js';

/** One column of a list panel. */
export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** Columns of the screen; a flexible column takes what is left, but at least this. */
  readonly width: number;
  readonly flex?: boolean;
  readonly align?: 'left' | 'right';
  /** When the panel is narrow, columns with larger numbers go first. */
  readonly drop?: number;
  /** Null sorts last, whichever way. Absent: cannot be sorted by. */
  readonly sortKey?: (row: Row) => number | string | null;
  /** What stands there; `width` is what the column was given. */
  readonly cell: (row: Row, context: DrawContext, width: number) => Segment | Line;
};

/** What a list panel is made of. */
export type Table<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  /** What a filter looks in. */
  readonly textOf: (row: Row) => string;
  readonly defaultSort: {readonly column: string; readonly descending: boolean} | null;
  readonly canMark?: (row: Row) => boolean;
  readonly isGroup?: (row: Row) => boolean;
};

const isWord = (text: string) => text !== '';

/** Rows that contain every word of the filter, whatever the case. A word after `!` must not occur. */
export function filterRows<Row>(table: Table<Row>, rows: readonly Row[], filter: string): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(isWord);
  if (words.length === 0) return rows;
  return rows.filter(row => {
    const text = table.textOf(row).toLowerCase();
    return words.every(word =>
      word.startsWith('!') && word.length > 1 ? !text.includes(word.slice(1)) : text.includes(word),
    );
  });
}

/** Sorted by the view's column or the table's own; rows that are equal keep their order. */
export function sortRows<Row>(table: Table<Row>, rows: readonly Row[], view: PanelView): readonly Row[] {
  const sort = view.sort ?? table.defaultSort;
  const key = table.columns.find(column => column.id === sort?.column)?.sortKey;
  if (!sort || !key) return rows;
  const sign = sort.descending ? -1 : 1;
  const keyed = rows.map(row => ({row, key: key(row)}));
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign));
  return keyed.map(({row}) => row);
}

function compareKeys(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  const [left, right] = [String(a), String(b)];
  return left === right ? 0 : sign * (left < right ? -1 : 1);
}

/** A selection of rows that are in their order already. */
export function selectionOf<Row>(table: Table<Row>, rows: readonly Row[], total: number, view: PanelView): Selection {
  const sort = view.sort ?? table.defaultSort;
  return {
    ids: rows.map(table.idOf),
    total,
    sortable: width => fittingColumns(table.columns, width).flatMap(column => (column.sortKey ? column.id : [])),
    sort,
    canMark: index => {
      const row = rows[index];
      return row !== undefined && (table.canMark?.(row) ?? true);
    },
    isGroup: index => {
      const row = rows[index];
      return row !== undefined && (table.isGroup?.(row) ?? false);
    },
    header: (width, {glyphs, isAscii}) =>
      joinCells(
        table.columns,
        column => {
          const arrow = column.id !== sort?.column ? '' : sort.descending ? glyphs.down : glyphs.up;
          return {...segment(column.title + arrow, arrow === '' ? 'dim' : 'title')};
        },
        width,
        isAscii,
      ),
    row: (index, width, context) => {
      const row = rows[index];
      if (row === undefined) return [];
      return joinCells(table.columns, (column, given) => column.cell(row, context, given), width, context.isAscii);
    },
  };
}

/** Filter, sort and selection in one: what most list panels do. */
export const selectRows = <Row>(table: Table<Row>, rows: readonly Row[], view: PanelView): Selection =>
  selectionOf(table, sortRows(table, filterRows(table, rows, view.filter), view), rows.length, view);

/** Cells side by side with one space between; columns that do not fit are dropped, the flexible ones share the rest. */
function joinCells<Row>(
  columns: readonly Column<Row>[],
  cellOf: (column: Column<Row>, width: number) => Segment | Line,
  width: number,
  isAscii: boolean,
): Line {
  const shown = fittingColumns(columns, width);
  const fixed = shown.reduce((sum, column) => sum + column.width + 1, -1);
  const flexible = shown.filter(column => column.flex).length;
  const spare = Math.max(0, width - fixed);
  const line: Segment[] = [];
  let given = 0;
  for (const [index, column] of shown.entries()) {
    if (index > 0) line.push(segment(' '));
    let columns = column.width;
    if (column.flex) {
      given += 1;
      // The last flexible column takes what the division leaves.
      columns +=
        given === flexible ? spare - Math.floor(spare / flexible) * (flexible - 1) : Math.floor(spare / flexible);
    }
    line.push(...fitCell(cellOf(column, columns), columns, column.align ?? 'left', isAscii));
  }
  return line;
}

function fitCell(cell: Segment | Line, width: number, align: 'left' | 'right', isAscii: boolean): Line {
  if (!('text' in cell)) {
    const missing = width - lineWidth(cell);
    return align === 'right' && missing > 0 ? [segment(' '.repeat(missing)), ...cell] : fitLine(cell, width, isAscii);
  }
  return [{...cell, text: fitText(cell.text, width, {align, isAscii})}];
}

function fittingColumns<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  let shown = columns;
  const needed = () => shown.reduce((sum, column) => sum + column.width + 1, -1);
  while (needed() > width && shown.some(column => column.drop !== undefined)) {
    const next = Math.max(...shown.map(column => column.drop ?? Number.NEGATIVE_INFINITY));
    shown = shown.filter(column => column.drop !== next);
  }
  return shown;
}
