import type {Engine} from '../engine.js';
import {safeText} from '../terminal/safe-text.js';
import type {DialogOf} from '../view/dialog.js';
import {topDialog} from '../view/view-state.js';
import type {WorkView} from '../view/work-view.js';
import {message} from './act.js';
import type {CommandContext} from './command-context.js';
import {workHost} from './work-host.js';

/** A page of rows. */
const PAGE = 10;
/** Most that is shown of a cell. */
const LONGEST_CELL = 5000;

/** Opens a work view over the whole screen. */
export function openWork(context: CommandContext, engine: Engine, view: WorkView): void {
  const id = engine.context.newId();
  const leaving = new AbortController();
  const work = view.open(workHost(context, engine, id, leaving.signal));
  context.store.dispatch({
    type: 'open',
    dialog: {
      kind: 'work',
      id,
      title: view.title,
      work,
      screen: work.screen(),
      cursor: 0,
      waiting: null,
      onClose: () => leaving.abort(),
    },
  });
}

type Act = (context: CommandContext, dialog: DialogOf<'work'>) => void;

const inWork =
  (act: Act) =>
  (context: CommandContext): void => {
    const dialog = topDialog(context.store.get());
    if (dialog?.kind === 'work') act(context, dialog);
  };

const move =
  (by: number): Act =>
  (context, dialog) => {
    const last = Math.max(0, dialog.screen.rows.length - 1);
    const cursor = Math.max(0, Math.min(last, dialog.cursor + by));
    context.store.dispatch({type: 'replace', dialog: {...dialog, cursor}});
  };

const close: Act = (context, dialog) => {
  dialog.onClose();
  context.store.dispatch({type: 'close'});
};

/** The row under the cursor with all of its text, where Enter means nothing else. */
function showRow(context: CommandContext, {title, screen, cursor}: DialogOf<'work'>): boolean {
  const row = screen.rows[cursor];
  if (!row) return false;
  const lines = row.cells.map((cell, index) => `${screen.columns[index] ?? ''}: ${safeText(cell, LONGEST_CELL)}`);
  context.store.dispatch({type: 'open', dialog: {kind: 'message', title, lines, scroll: 0}});
  return true;
}

/** Does what `chord` means in the work view on top; false where there is none, or it means nothing there. */
export function pressInWork(context: CommandContext, chord: string): boolean {
  const dialog = topDialog(context.store.get());
  const act = dialog?.kind === 'work' ? dialog.screen.acts.find(({key}) => key === chord) : undefined;
  if (dialog?.kind !== 'work') return false;
  if (chord === 'enter' && dialog.waiting) {
    dialog.waiting.show();
    return true;
  }
  if (!act) return chord === 'enter' && showRow(context, dialog);
  if (act.whyNot === null) act.run(dialog.screen.rows[dialog.cursor] ?? null);
  else context.store.dispatch({type: 'open', dialog: message(act.label, act.whyNot)});
  return true;
}

/** What keys do in work views, beside what each view makes of its own. */
export const WORK_COMMANDS = {
  'work-down': inWork(move(1)),
  'work-up': inWork(move(-1)),
  'work-page-down': inWork(move(PAGE)),
  'work-page-up': inWork(move(-PAGE)),
  'work-first': inWork(move(Number.NEGATIVE_INFINITY)),
  'work-last': inWork(move(Number.POSITIVE_INFINITY)),
  'work-close': inWork(close),
} satisfies Record<string, (context: CommandContext) => void>;
