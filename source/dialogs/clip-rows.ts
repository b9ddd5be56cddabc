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
  const widths = new Map(
    keys.map(key => [key, rows.reduce((most, row) => Math.max(most, widthOf(row[key] ?? '')), key.length)]),
  );
  const room = width - keys.length * CELL_FRAME - 1;
  const total = () => [...widths.values()].reduce((sum, one) => sum + one, 0);
  while (total() > room) {
    const widest = keys.reduce((a, b) => ((widths.get(b) ?? 0) > (widths.get(a) ?? 0) ? b : a));
    if ((widths.get(widest) ?? 0) <= 1) break;
    widths.set(widest, (widths.get(widest) ?? 1) - 1);
  }
  return rows.map(row =>
    Object.fromEntries(keys.map(key => [key, fitText(row[key] ?? '', widths.get(key) ?? 0, {isAscii})])),
  );
}
