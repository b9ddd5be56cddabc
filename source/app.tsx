import {Box, useWindowSize} from 'ink';
import {useEffect, useMemo, useSyncExternalStore} from 'react';
import {fitLine, Lines, LineText} from './components/line.js';
import {DialogBox} from './dialogs/dialog-box.js';
import type {Engine} from './engine.js';
import {offerDeflection} from './keys/offer-deflection.js';
import {listeningOf} from './keys/scopes.js';
import {useKeys} from './keys/use-keys.js';
import {RowBook} from './panels/row-book.js';
import {useDrawContext} from './panels/use-draw-context.js';
import {usePanelData} from './panels/use-panel-data.js';
import {footerLine} from './screen/footer.js';
import {headerLine, noticeLines, tabsLine} from './screen/header.js';
import {layoutOf} from './screen/layout.js';
import {PanelBox} from './screen/panel-box.js';
import {ReadableScreen} from './screen/readable-screen.js';
import {useAttention} from './screen/use-attention.js';
import type {Resources} from './state/resources.js';
import {ResourcesProvider} from './state/use-resource.js';
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
  /** Command of the editor for longer texts, as a shell takes it. */
  readonly editor: string;
  /** Ends this console for that of another profile. */
  readonly switchTo: (profile: string) => void;
};

/** The console: panels over the whole screen, dialogs over them, one listener for keys. */
export function App(props: AppProps) {
  return (
    <ResourcesProvider resources={props.resources}>
      <ReadableScreen store={props.store} closing={props.closing}>
        <Screen {...props} />
      </ReadableScreen>
    </ResourcesProvider>
  );
}

function Screen({store, engine, isAscii, editor, switchTo}: AppProps) {
  const {columns, rows} = useWindowSize();
  const view = useSyncExternalStore(store.subscribe, store.get);
  const data = usePanelData();
  const book = useMemo(() => new RowBook(), []);
  const ways = useMemo(() => ({editor, switchTo}), [editor, switchTo]);
  const commands = useKeys(store, engine, book, data, ways);
  useEffect(() => offerDeflection(commands, data.watched ?? []));

  const context = useDrawContext(isAscii, data.now);
  const {focus, zoomed} = view;
  const notices = noticeLines(data, columns, context);
  const footRows = notices.length + 1;
  const layout = useMemo(
    () => layoutOf(columns, rows, focus, zoomed, footRows - 1),
    [columns, rows, focus, zoomed, footRows],
  );
  useAttention(engine, book, layout, view);
  const dialog = topDialog(view);
  const work = view.dialogs.findLast(one => one.kind === 'work');
  const drawn = {columns, view, data, context, book};
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <LineText line={fitLine(headerLine(data, columns, context), columns, isAscii)} />
      {layout.hasTabs && !work ? <LineText line={fitLine(tabsLine(view, columns, context), columns, isAscii)} /> : null}
      {(work ? [] : layout.panels).map(place => (
        <Box key={place.panel} position="absolute" left={place.left} top={place.top}>
          <PanelBox
            place={place}
            view={view.panels[place.panel]}
            isFocused={focus === place.panel}
            filtering={focus === place.panel ? view.filtering : null}
            data={data}
            book={book}
            context={context}
          />
        </Box>
      ))}
      <Box position="absolute" left={0} top={rows - footRows} flexDirection="column">
        <Lines lines={notices.map(line => fitLine(line, columns, isAscii))} />
        <LineText line={fitLine(footerLine(listeningOf(view), columns), columns, isAscii)} />
      </Box>
      {work ? <DialogBox dialog={work} top={1} rows={rows - 1 - footRows} {...drawn} /> : null}
      {dialog && dialog !== work ? <DialogBox dialog={dialog} top={0} rows={rows - 1} {...drawn} /> : null}
    </Box>
  );
}
