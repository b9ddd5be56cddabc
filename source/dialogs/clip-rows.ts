import {fitText, widthOf} from '../terminal/fit-text.js';

/** Frame and padding of a table: three columns of the screen per column, and one. */
const CELL_FRAME = 3;

/** Of so many rows each is measured; among those behind them only what is longer than all before. */
const MEASURED = 500;

type Rows = readonly Readonly<Record<string, string>>[];

/**
 * The widths to which the cells of a table are cut so that it is at most `width` columns wide: the widest columns give
 * first. A table may have ten thousand rows, so this is to be asked once, not for each drawing.
 */
export function columnWidths(rows: Rows, width: number): ReadonlyMap<string, number> {
  const [first] = rows;
  if (!first) return new Map();
  const keys = Object.keys(first);
  const wanted = keys.map(key => widest(rows, key));
  const widths = fitColumns(wanted, width - keys.length * CELL_FRAME - 1);
  return new Map(keys.map((key, index) => [key, widths[index] ?? 0]));
}

function widest(rows: Rows, key: string): number {
  let most = key.length;
  let longest = 0;
  for (const [index, row] of rows.entries()) {
    const text = row[key] ?? '';
    // Measuring what is not ASCII takes long.
    if (index >= MEASURED && text.length <= longest) continue;
    longest = Math.max(longest, text.length);
    most = Math.max(most, widthOf(text));
  }
  return most;
}

/** Cells cut to their columns; all rows of a table to the same widths, so that columns do not move while scrolling. */
export const clipRows = (rows: Rows, widths: ReadonlyMap<string, number>, isAscii: boolean): Rows =>
  rows.map(row =>
    Object.fromEntries(Object.entries(row).map(([key, text]) => [key, fitText(text, widths.get(key) ?? 0, {isAscii})])),
  );

/** The widths of columns so that together they take at most `room`: the widest give first, none falls below 1. */
export function fitColumns(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const widest = widths.reduce((a, _, index) => ((widths[index] ?? 0) > (widths[a] ?? 0) ? index : a), 0);
    if ((widths[widest] ?? 0) <= 1) break;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}
