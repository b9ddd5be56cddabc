import {fitText, widthOf} from '../terminal/fit-text.js';

/** Frame and padding of a table: three columns of the screen per column, and one. */
const CELL_FRAME = 3;

/**
 * Cuts cells so that a table is at most `width` columns wide: the widest columns give first. All rows are cut to the
 * same widths, so that the columns do not move while scrolling.
 */
export function clipRows(
  rows: readonly Readonly<Record<string, string>>[],
  width: number,
  isAscii: boolean,
): readonly Readonly<Record<string, string>>[] {
  const [first] = rows;
  if (!first) return rows;
  const keys = Object.keys(first);
  const wanted = keys.map(key => rows.reduce((most, row) => Math.max(most, widthOf(row[key] ?? '')), key.length));
  const widths = fitColumns(wanted, width - keys.length * CELL_FRAME - 1);
  return rows.map(row =>
    Object.fromEntries(keys.map((key, index) => [key, fitText(row[key] ?? '', widths[index] ?? 0, {isAscii})])),
  );
}

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
