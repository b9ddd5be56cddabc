import {memo} from 'react';
import {fitLine, type Line, segment} from '../components/line.js';
import {PanelFrame} from '../components/panel-frame.js';
import {wrapText} from '../lib/wrap-text.js';
import type {DrawContext, Panel, PanelData, Selection} from '../panels/panel.js';
import {panelOf} from '../panels/registry.js';
import type {RowBook} from '../panels/row-book.js';
import type {PanelView} from '../view/panel-view.js';
import {type TextField, textOf} from '../view/text-field.js';
import {type PanelPlace, panelNumber} from './layout.js';

type PanelBoxProps = {
  readonly place: PanelPlace;
  readonly view: PanelView;
  readonly isFocused: boolean;
  /** The filter line while it is typed. */
  readonly filtering: TextField | null;
  readonly data: PanelData;
  readonly book: RowBook;
  readonly context: DrawContext;
};

/** One panel in its place, with the rows that its view selects; drawn again only when something of it has changed. */
export const PanelBox = memo(function PanelBox(props: PanelBoxProps) {
  const {place, view, isFocused, data, context} = props;
  const panel = panelOf(place.panel);
  const selection = props.book.selection(place.panel, data, view);
  return (
    <PanelFrame
      title={`${panelNumber(place.panel)} ${panel.title}`}
      badges={[...(selection ? notesOf(view, selection, panel) : []), panel.badge(data, context)]}
      isFocused={isFocused}
      width={place.width}
      height={place.height}
      lines={selection ? listLines(props, selection) : (panel.lines?.(data, place.width - 2, context) ?? [])}
      glyphs={context.glyphs}
      isAscii={context.isAscii}
    />
  );
});

/** Two columns at the left carry the cursor and the mark, so that neither is told by colour alone. */
const SIGNS = 2;
/** Frame above and below, and the header. */
const FRAME_ROWS = 3;

function listLines(
  {place, view, isFocused, filtering, book, context}: PanelBoxProps,
  selection: Selection,
): readonly Line[] {
  const width = place.width - 2;
  const inner = width - SIGNS;
  const filterLine = filtering ? [filterEditLine(textOf(filtering))] : [];
  const header: Line = [segment(' '.repeat(SIGNS)), ...selection.header(inner, context)];
  const height = Math.max(0, place.height - FRAME_ROWS - filterLine.length);
  const cursor = book.cursorIndex(place.panel, selection, view);
  const top = book.top(place.panel, cursor, selection.ids.length, {height, width: inner});
  const rows = selection.ids.slice(top, top + height).map((id, offset): Line => {
    const index = top + offset;
    const isMarked = view.marks.has(id);
    const isCursor = isFocused && index === cursor;
    const sign = (isCursor ? '>' : ' ') + (isMarked ? context.glyphs.mark : ' ');
    const line: Line = [segment(sign, isMarked ? 'accent' : 'plain'), ...selection.row(index, inner, context)];
    return isCursor ? fitLine(line, width, context.isAscii).map(one => ({...one, inverse: true})) : line;
  });
  if (rows.length > 0) return [...filterLine, header, ...rows];
  const why =
    selection.total > 0 ? 'No row contains what the filter asks for; Esc drops it.' : panelOf(place.panel).empty;
  const words = wrapText(why, inner).map((text): Line => [segment(' '.repeat(SIGNS)), segment(text, 'dim')]);
  return [...filterLine, header, ...words];
}

const filterEditLine = (text: string): Line => [segment('/', 'accent'), segment(text), {text: ' ', inverse: true}];

/** What is not seen at a glance, the most important first: how many are marked, how many rows a filter hides. */
function notesOf(
  view: PanelView,
  selection: Selection,
  {alternateNote}: Pick<Panel, 'alternateNote'>,
): readonly Line[] {
  const shown = new Set(selection.ids);
  const hidden = [...view.marks].filter(id => !shown.has(id)).length;
  const unseen = hidden > 0 ? `, ${hidden} of them not shown` : '';
  const marked =
    view.marks.size === 0 ? [] : [[segment(`${view.marks.size} marked${unseen}`, hidden > 0 ? 'warn' : 'accent')]];
  const count = selection.ids.filter((_, index) => !selection.isGroup(index)).length;
  const filtered = view.filter === '' ? [] : [[segment(`/${view.filter}/ ${count} of ${selection.total}`, 'accent')]];
  const other = view.alternate && alternateNote ? [[segment(alternateNote, 'dim')]] : [];
  return [...marked, ...filtered, ...other];
}
