import {completePath} from '../lib/complete-path.js';
import {editText, insertText, type TextField, textField, textOf} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import {ACT_COMMANDS} from './act-commands.js';
import {ANSWER_COMMANDS} from './answer-commands.js';
import type {CommandContext} from './command-context.js';
import {DIALOG_COMMANDS, withField} from './dialog-commands.js';
import {dispatch} from './dispatch.js';
import type {Command} from './keymap.js';
import {LIST_COMMANDS} from './list-commands.js';
import {PALETTE_COMMANDS} from './palette-commands.js';
import {listeningOf} from './scopes.js';
import {SCREEN_COMMANDS} from './screen-commands.js';
import {pressInWork, WORK_COMMANDS} from './work-commands.js';

/** What each command of the key table does; a row without one does not compile. */
const COMMANDS: Readonly<Record<Command, (context: CommandContext) => void>> = {
  ...SCREEN_COMMANDS,
  ...LIST_COMMANDS,
  ...DIALOG_COMMANDS,
  ...ACT_COMMANDS,
  ...PALETTE_COMMANDS,
  ...ANSWER_COMMANDS,
  ...WORK_COMMANDS,
};

/** The text being edited, and where it goes back to; null when keys are commands. */
function editing(context: CommandContext): {field: TextField; put: (field: TextField) => void} | null {
  const state = context.store.get();
  const dialog = topDialog(state);
  if (dialog?.kind === 'form') {
    const field = dialog.fields[dialog.focus];
    if (field?.type !== 'text') return null;
    return {
      field: field.field,
      put: text => context.store.dispatch({type: 'replace', dialog: withField(dialog, {...field, field: text})}),
    };
  }
  if (dialog?.kind === 'palette') {
    return {
      field: dialog.field,
      put: field => context.store.dispatch({type: 'replace', dialog: {...dialog, field, cursor: 0}}),
    };
  }
  if (dialog?.kind === 'choice' && dialog.search) {
    return {
      field: dialog.search,
      put: search => context.store.dispatch({type: 'replace', dialog: {...dialog, search, cursor: 0}}),
    };
  }
  if (dialog?.kind === 'confirm' && dialog.stage === 'type') {
    return {field: dialog.field, put: text => context.confirming.edited({...dialog, field: text})};
  }
  if (!dialog && state.filtering) {
    return {field: state.filtering, put: field => context.store.dispatch({type: 'filtering', field})};
  }
  return null;
}

/** One key press, wherever the focus is. In a text field all letters are text. Ctrl-C leaves from everywhere. */
export function press(context: CommandContext, chord: string): void {
  if (chord === 'ctrl+c') {
    context.exit();
    return;
  }
  const listening = listeningOf(context.store.get());
  if (listening.scopes[0] === 'countdown') {
    // Any key cancels, also one that would otherwise do something.
    context.confirming.cancel();
    return;
  }
  context.confirming.keyPressed();
  const text = editing(context);
  if (chord === 'tab' && text && completes(context, text)) return;
  const isText = text !== null && (chord === 'space' || [...chord].length === 1);
  const command = isText ? null : dispatch(listening, chord);
  if (command) {
    COMMANDS[command](context);
    return;
  }
  if (pressInWork(context, chord)) return;
  const edited = text && editText(text.field, chord);
  if (text && edited) text.put(edited);
}

/** A key without a name here: any key cancels a countdown, and this one does nothing else. True where it did. */
export function pressUnnamed(context: CommandContext): boolean {
  if (listeningOf(context.store.get()).scopes[0] !== 'countdown') return false;
  context.confirming.cancel();
  return true;
}

/** Tab in the path of a file completes it; false where that gains nothing, and Tab moves on. */
function completes(context: CommandContext, text: NonNullable<ReturnType<typeof editing>>): boolean {
  const dialog = topDialog(context.store.get());
  const field = dialog?.kind === 'form' ? dialog.fields[dialog.focus] : undefined;
  if (field?.type !== 'text' || !field.completesPath) return false;
  const completed = completePath(textOf(text.field), context.engine()?.home ?? '');
  if (completed === null) return false;
  text.put(textField(completed));
  return true;
}

/** A paste goes into the text being edited, and nowhere else: pasted letters are never commands. It cancels a countdown. */
export function paste(context: CommandContext, text: string): void {
  if (pressUnnamed(context)) return;
  const target = editing(context);
  const dialog = topDialog(context.store.get());
  if (dialog?.kind === 'work') dialog.work.paste?.(text);
  if (target) target.put(insertText(target.field, text));
}
