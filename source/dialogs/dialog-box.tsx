import {Box} from 'ink';
import {fitLine, type Line, Lines, segment} from '../components/line.js';
import {frameLines} from '../components/panel-frame.js';
import {StaticTable} from '../components/static-table.js';
import {fitText} from '../terminal/fit-text.js';
import type {Dialog} from '../view/dialog.js';
import {type ContentSource, contentOf} from './content-of.js';

/** A dialog in the middle of a screen of `columns` × `rows`; as high as its content, as far as that fits. */
export function DialogBox({
  dialog,
  columns,
  rows,
  ...source
}: {readonly dialog: Dialog; readonly columns: number; readonly rows: number} & Omit<ContentSource, 'width'>) {
  const width = Math.min(columns, Math.max(60, Math.min(110, columns - 8)));
  const inner = width - 4;
  const content = contentOf(dialog, {...source, width: inner});
  const hasTable = content.table.length > 0;
  const scrolled = hasTable ? content.table.length + 1 : content.body.length;
  const fixed = content.head.length + content.foot.length + 2 + (content.head.length > 0 ? 1 : 0) + (content.foot.length > 0 ? 1 : 0);
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
        <Box position="absolute" left={2} top={1 + head.length} width={inner} height={room} overflow="hidden" flexDirection="column">
          <StaticTable rows={content.table.slice(top, top + shown).map(row => clip(row, inner))} glyphs={glyphs} />
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

/** Cuts the last column so that a table of `width` columns does not wrap. */
function clip(row: Readonly<Record<string, string>>, width: number): Readonly<Record<string, string>> {
  const keys = Object.keys(row);
  const share = Math.max(8, Math.floor((width - keys.length * 3 - 1) / keys.length));
  return Object.fromEntries(
    keys.map((key, index) => {
      const room = index === keys.length - 1 ? Math.max(share, width - (keys.length - 1) * (Math.min(share, 30) + 3) - 5) : Math.min(share, 30);
      const text = row[key] ?? '';
      return [key, text.length > room ? fitText(text, room).trimEnd() : text];
    }),
  );
}
