import {fitLine, type Line, segment} from '../components/line.js';
import {PanelFrame} from '../components/panel-frame.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {panelOf} from '../panels/registry.js';
import type {RowBook} from '../panels/row-book.js';
import {textOf} from '../view/text-field.js';
import type {ViewState} from '../view/view-state.js';
import {type PanelPlace, panelNumber} from './layout.js';

/** One panel in its place, with the rows that its view selects. */
export function PanelBox({
  place,
  view,
  data,
  book,
  context,
}: {
  readonly place: PanelPlace;
  readonly view: ViewState;
  readonly data: PanelData;
  readonly book: RowBook;
  readonly context: DrawContext;
}) {
  const panel = panelOf(place.panel);
  const isFocused = view.focus === place.panel;
  const {lines, note} = panelLines(place, view, data, book, context);
  return (
    <PanelFrame
      title={`${panelNumber(place.panel)} ${panel.title}`}
      badge={[...note, ...panel.badge(data, context)]}
      isFocused={isFocused}
      width={place.width}
      height={place.height}
      lines={lines}
      glyphs={context.glyphs}
      isAscii={context.isAscii}
    />
  );
}

function panelLines(
  place: PanelPlace,
  view: ViewState,
  data: PanelData,
  book: RowBook,
  context: DrawContext,
): {lines: readonly Line[]; note: Line} {
  const panel = panelOf(place.panel);
  const width = place.width - 2;
  if (panel.lines) return {lines: panel.lines(data, width, context), note: []};
  const panelView = view.panels[place.panel];
  const selection = book.selection(place.panel, data, panelView);
  if (!selection) return {lines: [], note: []};
  const isFocused = view.focus === place.panel;
  const filterLine = isFocused && view.filtering ? [filterEditLine(textOf(view.filtering))] : [];
  // Two columns at the left carry the cursor and the mark, so that neither is told by colour alone.
  const header: Line = [segment('  '), ...selection.header(width - 2, context)];
  const height = Math.max(0, place.height - 3 - filterLine.length);
  const cursor = book.cursorIndex(place.panel, selection, panelView);
  const top = book.top(place.panel, cursor, selection.ids.length, height);
  const rows = selection.ids.slice(top, top + height).map((id, offset): Line => {
    const index = top + offset;
    const isMarked = panelView.marks.has(id);
    const isCursor = isFocused && index === cursor;
    const sign = (isCursor ? '>' : ' ') + (isMarked ? context.glyphs.mark : ' ');
    const line: Line = [segment(sign, isMarked ? 'accent' : 'plain'), ...selection.row(index, width - 2, context)];
    return isCursor ? fitLine(line, width, context.isAscii).map(one => ({...one, inverse: true})) : line;
  });
  return {lines: [...filterLine, header, ...rows], note: noteOf(panelView, selection)};
}

const filterEditLine = (text: string): Line => [segment('/', 'accent'), segment(text), {text: ' ', inverse: true}];

/** What is not seen at a glance: how many rows a filter hides, how many are marked. */
function noteOf(view: ViewState['panels']['queues'], selection: {ids: readonly string[]; total: number}): Line {
  const filtered =
    view.filter === '' ? [] : [segment(`/${view.filter}/ ${selection.ids.length} of ${selection.total}  `, 'accent')];
  const marked = view.marks.size === 0 ? [] : [segment(`${view.marks.size} marked  `, 'accent')];
  return [...filtered, ...marked];
}
