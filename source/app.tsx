import {Box, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, useMemo, useRef, useSyncExternalStore} from 'react';
import {fitLine, type Line, LineText, segment} from './components/line.js';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from './components/theme.js';
import {DialogBox} from './dialogs/dialog-box.js';
import type {Engine} from './engine.js';
import type {CommandContext} from './keys/command-context.js';
import {Confirming} from './keys/confirming.js';
import {offerDeflection} from './keys/offer-deflection.js';
import {parseChord} from './keys/parse-chord.js';
import {paste, press} from './keys/press.js';
import {scopesOf} from './keys/scopes.js';
import type {Stamp} from './lib/clock.js';
import type {DrawContext, PanelData} from './panels/panel.js';
import {RowBook} from './panels/row-book.js';
import {footerLine} from './screen/footer.js';
import {headerLine, noticeLine, tabsLine} from './screen/header.js';
import {layoutOf, SMALLEST} from './screen/layout.js';
import {PanelBox} from './screen/panel-box.js';
import type {Resources} from './state/resources.js';
import {ResourcesProvider, useResource} from './state/use-resource.js';
import {useRepaint, useSuspend} from './terminal/terminal-context.js';
import {useFunctionKeys} from './terminal/use-function-keys.js';
import {topDialog} from './view/view-state.js';
import type {ViewStore} from './view/view-store.js';

/** What the console is given. The engine comes later than the first frame. */
export type AppProps = {
  readonly resources: Resources;
  readonly store: ViewStore;
  readonly engine: () => Engine | null;
  /** Aborted to end the console from outside; a numeric reason is its exit code. */
  readonly closing: AbortSignal;
  readonly isAscii: boolean;
};

/** The console: panels over the whole screen, dialogs over them, one listener for keys. */
export function App(props: AppProps) {
  return (
    <ResourcesProvider resources={props.resources}>
      <Screen {...props} />
    </ResourcesProvider>
  );
}

function Screen({store, engine, closing, isAscii}: AppProps) {
  const {columns, rows} = useWindowSize();
  const view = useSyncExternalStore(store.subscribe, store.get);
  const data = useData();
  const book = useMemo(() => new RowBook(), []);
  const commands = useKeys(store, engine, book, data);
  useClosing(closing);
  useEffect(() => offerDeflection(commands, data.watched ?? []));

  const {now} = data;
  const context: DrawContext = {
    glyphs: isAscii ? ASCII_GLYPHS : UNICODE_GLYPHS,
    isAscii,
    age: stamp => (now ? ageBetween(now, stamp) : 0),
  };
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return <TooSmall columns={columns} rows={rows} />;
  const layout = layoutOf(columns, rows, view.focus, view.zoomed);
  const dialog = topDialog(view);
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <LineText line={fitLine(headerLine(data, columns, context), columns, isAscii)} />
      {layout.hasTabs ? <LineText line={fitLine(tabsLine(view, context), columns, isAscii)} /> : null}
      {layout.panels.map(place => (
        <Box key={place.panel} position="absolute" left={place.left} top={place.top}>
          <PanelBox place={place} view={view} data={data} book={book} context={context} />
        </Box>
      ))}
      <Box position="absolute" left={0} top={rows - 2} flexDirection="column">
        <LineText line={fitLine(noticeLine(data, context), columns, isAscii)} />
        <LineText line={fitLine(footerLine(scopesOf(view), columns), columns, isAscii)} />
      </Box>
      {dialog ? (
        <DialogBox
          dialog={dialog}
          columns={columns}
          rows={rows - 1}
          view={view}
          data={data}
          tenant={data.facts?.tenant ?? ''}
          context={context}
        />
      ) : null}
    </Box>
  );
}

/** Both clocks' answer, the larger one: see `ageOf`. */
const ageBetween = (now: Stamp, stamp: Stamp): number => Math.max(0, now.mono - stamp.mono, now.wall - stamp.wall);

function useData(): PanelData {
  return {
    queues: useResource('queues'),
    agents: useResource('agents'),
    session: useResource('session'),
    watched: useResource('watched'),
    activity: useResource('activity'),
    now: useResource('now'),
    facts: useResource('facts'),
  };
}

function useKeys(store: ViewStore, engine: () => Engine | null, book: RowBook, data: PanelData): CommandContext {
  const {exit} = useApp();
  const suspend = useSuspend();
  const repaint = useRepaint();
  const newest = useRef(data);
  newest.current = data;
  const context = useMemo(
    (): CommandContext => ({
      store,
      book,
      engine,
      data: () => newest.current,
      confirming: new Confirming(store, engine),
      exit: () => exit(),
      suspend: () => void suspend(),
      repaint,
    }),
    [store, book, engine, exit, suspend, repaint],
  );
  const onChord = (chord: string) => press(context, chord);
  useInput((input, key) => {
    for (const chord of parseChord(input, key)) onChord(chord);
  });
  useFunctionKeys(onChord);
  usePaste(text => paste(context, text));
  return context;
}

/** Ends the tree when `closing` aborts. */
function useClosing(closing: AbortSignal): void {
  const {exit} = useApp();
  useEffect(() => {
    const leave = () => exit(closing.reason);
    if (closing.aborted) leave();
    closing.addEventListener('abort', leave);
    return () => closing.removeEventListener('abort', leave);
  }, [closing, exit]);
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
  const lines: readonly Line[] = [
    [segment('Too small', 'title')],
    [segment(`This terminal has ${columns}×${rows}.`)],
    [segment(`It takes ${SMALLEST.columns}×${SMALLEST.rows}; q quits.`)],
  ];
  return (
    <Box width={columns} height={rows} flexDirection="column">
      {lines.slice(0, rows).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed lines
        <LineText key={index} line={fitLine(line, columns)} />
      ))}
    </Box>
  );
}
