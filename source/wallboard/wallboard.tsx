import {Box, useWindowSize} from 'ink';
import {useMemo} from 'react';
import {fitLine, type Line, Lines, segment} from '../components/line.js';
import type {Engine} from '../engine.js';
import {shortDuration} from '../lib/format.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {useDrawContext} from '../panels/use-draw-context.js';
import {usePanelData} from '../panels/use-panel-data.js';
import {headerLine, noticeLines} from '../screen/header.js';
import {ReadableScreen} from '../screen/readable-screen.js';
import type {Resources} from '../state/resources.js';
import {NO_QUEUES} from '../state/resources.js';
import {ResourcesProvider} from '../state/use-resource.js';
import type {ViewStore} from '../view/view-store.js';
import {boardLayout} from './board-layout.js';
import {figuresOf} from './figures.js';
import {presenceStrip} from './presence-strip.js';
import {queueList} from './queue-list.js';
import {PAGE_S, pageAt} from './rotation.js';
import {besideOneAnother, tileLines} from './tile.js';
import {useBoardAttention} from './use-board-attention.js';
import {BOARD_KEYS, useBoardPage} from './use-board-page.js';
import {worstFirst} from './worst-first.js';

/** What a board is given; see `AppProps`. */
export type WallboardProps = {
  readonly resources: Resources;
  readonly store: ViewStore;
  readonly engine: () => Engine | null;
  /** Aborted to end the board from outside; a numeric reason is its exit code. */
  readonly closing: AbortSignal;
  readonly isAscii: boolean;
};

/** The unattended screen: a few large figures, agents per status, queues by how much they need somebody. */
export function Wallboard(props: WallboardProps) {
  return (
    <ResourcesProvider resources={props.resources}>
      <ReadableScreen store={props.store} closing={props.closing}>
        <Board {...props} />
      </ReadableScreen>
    </ResourcesProvider>
  );
}

function Board({engine, isAscii}: WallboardProps) {
  const {columns, rows} = useWindowSize();
  const data = usePanelData();
  const context = useDrawContext(isAscii, data.now);
  const notices = noticeLines(data, columns, context, 'problems');
  const noticeRows = notices.length;
  const layout = useMemo(() => boardLayout(columns, rows, noticeRows), [columns, rows, noticeRows]);
  const resource = data.queues ?? NO_QUEUES;
  const ranked = useMemo(() => worstFirst(resource), [resource]);
  const wall = data.now?.wall ?? 0;
  const pages = Math.max(1, Math.ceil(ranked.length / layout.rows));
  const turned = pageAt(wall, pages, ranked[0]?.level === 'critical');
  const {page, isHeld} = useBoardPage(turned, pages, wall);
  // The last page is as full as the others.
  const first = Math.min(page * layout.rows, Math.max(0, ranked.length - layout.rows));
  const shown = ranked.slice(first, first + layout.rows);
  useBoardAttention(
    engine,
    shown.map(({queue}) => queue.key),
  );
  const list = queueList(
    resource,
    shown.map(({queue}) => queue),
  );
  const figures = figuresOf(data, context, layout.tiles);
  const spare: readonly Line[] = layout.isAiry ? [[]] : [];
  const lines: readonly Line[] = [
    headerLine(data, columns, context, {hasBudget: false}),
    ...spare,
    ...besideOneAnother(figures.map(figure => tileLines(figure, layout, context))),
    ...spare,
    presenceStrip(data, context),
    ...spare,
    awayBanner(data, columns, context) ??
      listTitle({first, shown: shown.length, total: ranked.length, page, pages, isHeld}),
    list.header(columns, context),
    ...Array.from({length: layout.rows}, (_, index) => list.row(index, columns, context)),
    ...notices,
    footer(pages),
  ];
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Lines lines={lines.slice(0, rows).map(line => fitLine(line, columns, isAscii))} />
    </Box>
  );
}

/** Across the whole board, so that nobody takes old figures for new ones from afar; null while the tenant answers. */
function awayBanner({session}: PanelData, columns: number, {age}: DrawContext): Line | null {
  if (session?.health.state !== 'away') return null;
  const words = ` NO ANSWER FOR ${shortDuration(age(session.health.since))}: EVERYTHING HERE IS OLD `;
  return [{text: words.padEnd(columns), tone: 'bad', inverse: true}];
}

function listTitle(list: {
  readonly first: number;
  readonly shown: number;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly isHeld: boolean;
}): Line {
  const {first, shown, total, page, pages, isHeld} = list;
  if (total === 0) return [segment('Queues ', 'title'), segment('were not answered yet', 'dim')];
  const where = pages > 1 ? `${first + 1} to ${first + shown} of ${total}, page ${page + 1} of ${pages}` : `${total}`;
  return [segment('Queues, worst first ', 'title'), segment(where, 'dim'), segment(isHeld ? '  HELD' : '', 'warn')];
}

const footer = (pages: number): Line => [
  ...BOARD_KEYS.filter(([key]) => pages > 1 || key === 'q').flatMap(
    ([key, words]): Line => [segment(key, 'title'), segment(` ${words}  `, 'dim')],
  ),
  segment(pages > 1 ? `pages turn every ${PAGE_S} s` : '', 'dim'),
];
