import {Text} from 'ink';
import type {ReactNode} from 'react';
import {fitText} from '../terminal/fit-text.js';
import {Table} from '../terminal/ink-table.js';
import type {Glyphs} from './theme.js';

/** Lines of ink-table's frame that are drawn between rows; hidden, a table of n rows takes n + 1 lines. */
const RULE = /^[─┌┐└┘├┤┼┬┴]/;

type TextProps = {readonly children?: ReactNode};

/** Cells are padded by the number of characters; wide ones need it by columns. */
const refit = (children: ReactNode) => (typeof children === 'string' ? fitText(children, children.length) : children);

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
  if (rows.length === 0) return null;
  return (
    <Table
      data={[...rows]}
      header={({children}: TextProps) => <Text bold>{refit(children)}</Text>}
      cell={({children}: TextProps) => <Text>{refit(children)}</Text>}
      skeleton={({children}: TextProps) =>
        typeof children === 'string' && RULE.test(children) ? null : <Text dimColor>{glyphs.vertical}</Text>
      }
    />
  );
}
