import {Box} from 'ink';
import type {ReactNode} from 'react';
import {segment} from '../../source/components/line.js';
import {PanelFrame} from '../../source/components/panel-frame.js';
import {StaticTable} from '../../source/components/static-table.js';
import {UNICODE_GLYPHS} from '../../source/components/theme.js';
import {clipRows, columnWidths} from '../../source/dialogs/clip-rows.js';
import type {DrawContext} from '../../source/panels/panel.js';
import {selectRows, type Table} from '../../source/panels/table.js';
import {EMPTY_PANEL_VIEW} from '../../source/view/panel-view.js';
import {openScreen, type Screen} from '../../test/helpers/screen.js';
import {byteProblems, CONSOLE_SEQUENCES} from './byte-check.js';
import type {Findings} from './findings.js';
import {frameProblems, type Size} from './screen-check.js';
import type {HostileStrings} from './strings.js';

type Row = {readonly id: string; readonly texts: readonly string[]};

/** Stands behind every hostile cell and must stay in its column. */
const PLUMB = '¦';
const CONTEXT: DrawContext = {glyphs: UNICODE_GLYPHS, isAscii: false, age: () => 0};

const hostile = (index: number, width: number, more: object = {}) => ({
  id: `text-${index}`,
  title: 'text',
  width,
  cell: (row: Row) => segment(row.texts[index] ?? ''),
  ...more,
});
const plumb = (index: number) => ({id: `plumb-${index}`, title: PLUMB, width: 1, cell: () => segment(PLUMB, 'dim')});
/** A list as panels have them: a narrow column, a wide one, one that leans to the right. */
const TABLE: Table<Row> = {
  columns: [
    hostile(0, 9),
    plumb(0),
    hostile(1, 20, {flex: true}),
    plumb(1),
    hostile(2, 14, {align: 'right'}),
    plumb(2),
  ],
  idOf: row => row.id,
  textOf: row => row.texts.join(' '),
  defaultSort: null,
};

/** `count` strings as cells of a list in a panel's frame, drawn by Ink on a real screen, frame after frame. */
export async function rowsRun(count: number, sizes: readonly Size[], strings: HostileStrings, findings: Findings) {
  const draw = ({columns, rows}: Size): ReactNode => {
    const texts = Array.from({length: rows - 3}, (_, index): Row => {
      const three = [strings.next(), strings.next(), strings.next()];
      return {id: String(index), texts: three};
    });
    const selection = selectRows(TABLE, texts, EMPTY_PANEL_VIEW);
    const lines = [
      selection.header(columns - 2, CONTEXT),
      ...texts.map((_, y) => selection.row(y, columns - 2, CONTEXT)),
    ];
    return (
      <PanelFrame
        title="Rows"
        badges={[[segment(strings.next())]]}
        isFocused={true}
        width={columns}
        height={rows}
        lines={lines}
        glyphs={UNICODE_GLYPHS}
        isAscii={false}
      />
    );
  };
  const look = (screen: Screen, {columns, rows}: Size): readonly string[] => [
    ...frameProblems(screen, {left: 0, top: 0, width: columns, height: rows}, 'frame'),
    ...plumbProblems(screen, 1, rows - 1, PLUMB),
  ];
  await frames('rows of panels', count, sizes, {strings, findings, draw, look});
}

/** The same as cells of the tables in dialogs. */
export async function tablesRun(count: number, sizes: readonly Size[], strings: HostileStrings, findings: Findings) {
  const draw = ({columns, rows}: Size): ReactNode => {
    const data = Array.from({length: rows - 2}, () => ({
      agent: strings.next(),
      before: strings.next(),
      now: 'plain',
      message: strings.next(),
    }));
    return (
      <Box width={columns} height={rows} overflow="hidden" flexDirection="column">
        <StaticTable rows={clipRows(data, columnWidths(data, columns), false)} glyphs={UNICODE_GLYPHS} />
      </Box>
    );
  };
  const look = (screen: Screen, {rows}: Size): readonly string[] => plumbProblems(screen, 0, rows - 1, '│');
  await frames('tables of dialogs', count, sizes, {strings, findings, draw, look});
}

/** Rows in which something does not stand where it stands in the first of them. */
function plumbProblems(screen: Screen, from: number, to: number, sign: string): readonly string[] {
  const places = screen
    .screen()
    .slice(from, to)
    .map(row => row.flatMap(({text}, x) => (text === sign ? x : [])).join(' '));
  const [first = ''] = places;
  const odd = places.flatMap((place, y) => (place === first ? [] : [y + from]));
  return odd.map(y => `${sign} at ${places[y - from]} instead of ${first}: ${JSON.stringify(screen.lines()[y])}`);
}

type Drawing = {
  readonly strings: HostileStrings;
  readonly findings: Findings;
  readonly draw: (size: Size) => ReactNode;
  readonly look: (screen: Screen, size: Size) => readonly string[];
};

async function frames(output: string, count: number, sizes: readonly Size[], drawing: Drawing): Promise<void> {
  const {strings, findings, draw, look} = drawing;
  const before = strings.count();
  let drawn = 0;
  for (const size of sizes) {
    const screen = openScreen(draw(size), {...size, incrementalRendering: true});
    const until = before + (count * (sizes.indexOf(size) + 1)) / sizes.length;
    let seen = 0;
    for (; strings.count() < until; drawn += 1) {
      await screen.rerender(draw(size));
      findings.add(output, look(screen, size));
      const written = screen.output().slice(seen);
      seen += written.length;
      findings.add(output, byteProblems(written, {sequences: CONSOLE_SEQUENCES, return: true}));
      if (screen.scrolled() > 0) findings.add(output, ['the screen has scrolled']);
    }
    screen.close();
  }
  const row = findings.row(output);
  row.strings += strings.count() - before;
  row.looked = `${drawn} screens`;
}
