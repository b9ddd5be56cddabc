import {Text} from 'ink';
import type {ReactNode} from 'react';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {Table} from '../terminal/ink-table.js';
import type {Glyphs} from './theme.js';

/** Lines of ink-table's frame that are drawn between rows; hidden, a table of n rows takes n + 1 lines. */
const RULE = /^[─┌┐└┘├┤┼┬┴]/;

type CellProps = {readonly children?: ReactNode; readonly column?: number};
/** A space at either side of a cell. */
const PADDING = 2;

/**
 * A table that is drawn once and not live: targets, results, keys. Every row has the same keys, in the order of the
 * columns.
 */
export function StaticTable({
  rows,
  glyphs,
}: {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly glyphs: Glyphs;
}) {
  const [first] = rows;
  if (!first) return null;
  const widths = Object.keys(first).map(key =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[key] ?? '')), key.length),
  );
  // Cells come padded by the number of their characters; what counts on the screen is columns, and text that is safe.
  const refit = ({children, column = 0}: CellProps) =>
    typeof children === 'string' ? fitText(children.trimEnd(), (widths[column] ?? 0) + PADDING) : children;
  return (
    <Table
      // ink-table keeps the cells that it was first given: with other widths it must be another table.
      key={widths.join()}
      data={[...rows]}
      header={(cell: CellProps) => <Text bold>{refit(cell)}</Text>}
      cell={(cell: CellProps) => <Text>{refit(cell)}</Text>}
      skeleton={({children}: CellProps) =>
        typeof children === 'string' && RULE.test(children) ? null : <Text dimColor>{glyphs.vertical}</Text>
      }
    />
  );
}
