import {Box} from 'ink';
import {fitLine, type Line, Lines, segment} from '../components/line.js';
import {frameLines} from '../components/panel-frame.js';
import {StaticTable} from '../components/static-table.js';
import {fitText, widthOf} from '../terminal/fit-text.js';
import type {Dialog} from '../view/dialog.js';
import {type ContentSource, contentOf} from './content-of.js';

/** A dialog in the middle of a screen of `columns` × `rows`; as high as its content, as far as that fits. */
export function DialogBox({
  dialog,
  columns,
  rows,
  ...source
}: {readonly dialog: Dialog; readonly columns: number; readonly rows: number} & Omit<ContentSource, 'width'>) {
  const width = Math.min(columns, Math.max(72, Math.min(110, columns - 8)));
  const inner = width - 4;
  const content = contentOf(dialog, {...source, width: inner});
  const hasTable = content.table.length > 0;
  const scrolled = hasTable ? content.table.length + 1 : content.body.length;
  const fixed =
    content.head.length +
    content.foot.length +
    2 +
    (content.head.length > 0 ? 1 : 0) +
    (content.foot.length > 0 ? 1 : 0);
  const height = Math.min(rows, Math.max(6, fixed + scrolled));
  const room = Math.max(1, height - fixed);
  const shown = hasTable ? Math.max(1, room - 1) : room;
  const count = hasTable ? content.table.length : content.body.length;
  const top = scrollTop(dialog, count, shown);
  const body = content.body.slice(top, top + shown);
  const {glyphs, isAscii} = source.context;
  const more: Line = count > shown ? [segment(`${top + 1}–${Math.min(count, top + shown)} of ${count}`, 'dim')] : [];
  const head = content.head.length > 0 ? [...content.head, []] : [];
  const foot = content.foot.length > 0 ? [[], ...content.foot] : [];
  const pad = (line: Line): Line => [segment(' '), ...fitLine(line, inner, isAscii), segment(' ')];
  const blank = Array.from({length: hasTable ? room : Math.max(0, room - body.length)}, (): Line => []);
  const lines = frameLines({
    title: fitText(content.title, Math.min(inner - 14, content.title.length)),
    badge: more,
    isFocused: true,
    width,
    height,
    lines: [...head, ...(hasTable ? [] : body), ...blank, ...foot].map(pad),
    glyphs,
    isAscii,
  });
  return (
    <Box
      position="absolute"
      left={Math.floor((columns - width) / 2)}
      top={Math.floor((rows - height) / 2)}
      width={width}
      height={height}
      flexDirection="column"
    >
      <Lines lines={lines} />
      {hasTable ? (
        <Box
          position="absolute"
          left={2}
          top={1 + head.length}
          width={inner}
          height={room}
          overflow="hidden"
          flexDirection="column"
        >
          <StaticTable rows={clipRows(content.table, inner).slice(top, top + shown)} glyphs={glyphs} />
        </Box>
      ) : null}
    </Box>
  );
}

/** Lists keep their cursor in sight; everything else scrolls as far as there is something to see. */
function scrollTop(dialog: Dialog, count: number, shown: number): number {
  const last = Math.max(0, count - shown);
  if (dialog.kind === 'choice') return Math.min(last, Math.max(0, dialog.cursor - shown + 1));
  return 'scroll' in dialog ? Math.min(dialog.scroll, last) : 0;
}

/** Frame and padding of a table: three columns of the screen per column, and one. */
const CELL_FRAME = 3;

/** Cuts cells so that a table is at most `width` columns wide: the widest columns give first. */
function clipRows(
  rows: readonly Readonly<Record<string, string>>[],
  width: number,
): readonly Readonly<Record<string, string>>[] {
  const [first] = rows;
  if (!first) return rows;
  const keys = Object.keys(first);
  const widths = new Map(keys.map(key => [key, Math.max(key.length, ...rows.map(row => widthOf(row[key] ?? '')))]));
  const room = width - keys.length * CELL_FRAME - 1;
  const total = () => [...widths.values()].reduce((sum, one) => sum + one, 0);
  while (total() > room) {
    const widest = keys.reduce((a, b) => ((widths.get(b) ?? 0) > (widths.get(a) ?? 0) ? b : a));
    widths.set(widest, (widths.get(widest) ?? 1) - 1);
  }
  // All rows are cut to the same width, so that the columns do not move while scrolling.
  return rows.map(row => Object.fromEntries(keys.map(key => [key, fitText(row[key] ?? '', widths.get(key) ?? 0)])));
}
