import {Box} from 'ink';
import {useMemo} from 'react';
import {fitLine, type Line, segment} from '../components/line.js';
import {PanelFrame} from '../components/panel-frame.js';
import {StaticTable} from '../components/static-table.js';
import type {RowBook} from '../panels/row-book.js';
import type {Dialog} from '../view/dialog.js';
import {clipRows, columnWidths} from './clip-rows.js';
import {type ContentSource, contentOf} from './content-of.js';
import type {DialogContent} from './dialog-content.js';
import {dialogLayout} from './dialog-layout.js';

/** Widths that a dialog takes where there is room. */
const NARROWEST = 72;
const WIDEST = 110;
/** Columns left free beside a dialog on a wide screen. */
const MARGIN = 8;

/** A dialog in the middle of `rows` rows of the screen, from `top` on; as high as its content, as far as that fits. */
export function DialogBox({
  dialog,
  columns,
  top,
  rows,
  book,
  ...source
}: {
  readonly dialog: Dialog;
  readonly columns: number;
  readonly top: number;
  readonly rows: number;
  readonly book: RowBook;
} & Omit<ContentSource, 'width' | 'rows'>) {
  const width =
    dialog.kind === 'work' ? columns : Math.min(columns, Math.max(NARROWEST, Math.min(WIDEST, columns - MARGIN)));
  const inner = width - 4;
  const content = contentOf(dialog, {...source, width: inner, rows});
  const {glyphs, isAscii} = source.context;
  const {table: all} = content;
  const widths = useMemo(() => columnWidths(all, inner), [all, inner]);
  const layout = layoutOf(dialog, content, rows);
  book.lastScroll = layout.lastScroll;
  const {part, table, height} = layout;
  const badge: Line = part ? [segment(`${part.from}-${part.to} of ${part.of}`, 'dim')] : [];
  return (
    <Box position="absolute" left={Math.floor((columns - width) / 2)} top={top + Math.floor((rows - height) / 2)}>
      <PanelFrame
        title={content.title}
        badges={[badge]}
        isFocused={true}
        width={width}
        height={height}
        lines={layout.lines.map(line => [segment(' '), ...fitLine(line, inner, isAscii), segment(' ')])}
        glyphs={glyphs}
        isAscii={isAscii}
      >
        {table ? (
          <Box
            position="absolute"
            left={2}
            top={1 + table.at}
            width={inner}
            height={table.height}
            overflow="hidden"
            flexDirection="column"
          >
            <StaticTable rows={clipRows(table.rows, widths, isAscii)} glyphs={glyphs} />
          </Box>
        ) : null}
      </PanelFrame>
    </Box>
  );
}

/** Lists and forms keep their cursor in sight; everything else is scrolled as it was asked for. */
function layoutOf(dialog: Dialog, content: DialogContent, rows: number) {
  const cursor = content.cursor ?? ('cursor' in dialog ? dialog.cursor : null);
  if (cursor === null) return dialogLayout(content, rows, 'scroll' in dialog ? dialog.scroll : 0);
  const {lastScroll} = dialogLayout(content, rows, 0);
  const shown = content.body.length - lastScroll;
  return dialogLayout(content, rows, Math.max(0, cursor - shown + 1));
}
