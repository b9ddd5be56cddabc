import {useApp, useInput, usePaste, useStdout} from 'ink';
import {useEffect, useMemo, useRef} from 'react';
import type {Engine} from '../engine.js';
import type {PanelData} from '../panels/panel.js';
import type {RowBook} from '../panels/row-book.js';
import {copySequence} from '../terminal/clipboard.js';
import {editText} from '../terminal/edit-text.js';
import {useLend, useRepaint, useSuspend} from '../terminal/terminal-context.js';
import {useFunctionKeys} from '../terminal/use-function-keys.js';
import type {ViewStore} from '../view/view-store.js';
import type {CommandContext} from './command-context.js';
import {Confirming} from './confirming.js';
import {parseChord} from './parse-chord.js';
import {paste, press, pressUnnamed} from './press.js';

/** Ways out of the screen: the editor for texts, and the console of another profile. */
export type ScreenWays = {readonly editor: string; readonly switchTo: (profile: string) => void};

/** Listens to the keyboard, and gives commands what they work with. */
export function useKeys(
  store: ViewStore,
  engine: () => Engine | null,
  book: RowBook,
  data: PanelData,
  {editor, switchTo}: ScreenWays,
): CommandContext {
  const {exit} = useApp();
  const {stdout} = useStdout();
  const suspend = useSuspend();
  const lend = useLend();
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
      // OSC 52 draws nothing, so it may stand between two frames.
      copy: text => stdout.write(copySequence(text)),
      notice: text => engine()?.notice(text),
      exit: () => exit(),
      suspend: () => void suspend(),
      edit: (text, put) =>
        void lend(async () => {
          const edited = await editText(text, '.json', editor);
          if ('text' in edited) put(edited.text);
          else engine()?.notice(edited.problem);
        }),
      switchTo,
      repaint,
    }),
    [store, book, engine, exit, stdout, suspend, lend, repaint, editor, switchTo],
  );
  const isTaken = useRef(false);
  const onChord = (chord: string) => press(context, chord);
  useInput((input, key) => {
    const chords = parseChord(input, key);
    for (const chord of chords) onChord(chord);
    if (chords.length > 0 || key.eventType === 'release' || !pressUnnamed(context)) return;
    // A function key comes without a name first, and by its name within the same turn: it has done what it was pressed for.
    isTaken.current = true;
    void Promise.resolve().then(() => {
      isTaken.current = false;
    });
  });
  useFunctionKeys(chord => {
    if (!isTaken.current) onChord(chord);
  });
  usePaste(text => paste(context, text));
  useEffect(() => () => context.confirming.abandon(), [context]);
  return context;
}
