import {clipboardText} from '../terminal/clipboard.js';
import {type AnswerRow, answerRows, valueWords} from '../view/answer-tree.js';
import type {Dialog, DialogOf} from '../view/dialog.js';
import {toggled} from '../view/panel-view.js';
import {textField} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import {message} from './act.js';
import type {CommandContext} from './command-context.js';

/** A page of an answer, lines. */
const PAGE = 10;
/** Most that goes to the clipboard of a terminal, characters: terminals cut or refuse more. */
const MOST_COPIED = 70_000;

type Act = (context: CommandContext, dialog: DialogOf<'answer'>, rows: readonly AnswerRow[]) => void;

const inAnswer =
  (act: Act) =>
  (context: CommandContext): void => {
    const dialog = topDialog(context.store.get());
    if (dialog?.kind === 'answer') act(context, dialog, answerRows(dialog.value, dialog.open));
  };

const replace = (context: CommandContext, dialog: Dialog): void => context.store.dispatch({type: 'replace', dialog});

const move =
  (by: number): Act =>
  (context, dialog, rows) =>
    replace(context, {...dialog, cursor: Math.max(0, Math.min(rows.length - 1, dialog.cursor + by))});

const turn: Act = (context, dialog, rows) => {
  const row = rows[dialog.cursor];
  if (row?.fold) replace(context, {...dialog, open: toggled(dialog.open, row.path)});
};

const unfold: Act = (context, dialog, rows) => {
  const row = rows[dialog.cursor];
  if (row?.fold === 'closed') turn(context, dialog, rows);
  else if (row?.fold === 'open') move(1)(context, dialog, rows);
};

/** Folds what is open; elsewhere goes to what it lies in. */
const fold: Act = (context, dialog, rows) => {
  const row = rows[dialog.cursor];
  if (row?.fold === 'open') turn(context, dialog, rows);
  else if (row) {
    const parent = row.path.slice(0, row.path.lastIndexOf('/'));
    const cursor = rows.findIndex(one => one.path === parent);
    if (cursor >= 0) replace(context, {...dialog, cursor});
  }
};

const copy = (context: CommandContext, text: string, what: string): void => {
  const clean = clipboardText(text);
  context.copy(clean.slice(0, MOST_COPIED));
  context.notice(
    clean.length > MOST_COPIED ? `Copied the first ${MOST_COPIED} characters of ${what}` : `Copied ${what}`,
  );
};

const copyValue: Act = (context, dialog, rows) => {
  const value = rows[dialog.cursor]?.value;
  copy(context, typeof value === 'object' && value !== null ? JSON.stringify(value) : valueWords(value), 'the value');
};

const copyAll: Act = (context, dialog) => copy(context, Buffer.from(dialog.body).toString('utf8'), 'the answer');

const save: Act = (context, dialog) => {
  context.store.dispatch({
    type: 'open',
    dialog: {
      kind: 'form',
      title: 'Save the answer',
      intro: ['The file is there only once it is whole; only you can read it.'],
      fields: [
        {
          id: 'path',
          label: 'path',
          hint: 'a file on this machine. Tab completes',
          required: true,
          type: 'text',
          field: textField(),
          completesPath: true,
        },
      ],
      focus: 0,
      problem: null,
      button: 'Save',
      isQuick: true,
      onSubmit: values => {
        const given = values.text('path').trim();
        if (given === '') return {problem: 'takes the path of a file', field: 'path'};
        void write(context, given, dialog.body);
        return {next: null};
      },
    },
  });
};

async function write(context: CommandContext, path: string, body: Uint8Array): Promise<void> {
  const engine = context.engine();
  if (!engine) return;
  try {
    const file = await engine.openFile(path);
    try {
      await file.write(Buffer.from(body));
      context.notice(`${await file.commit()} bytes written to ${path}`);
    } finally {
      await file.discard();
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    context.store.dispatch({
      type: 'open',
      dialog: message('Save the answer', `${path} could not be written: ${words}`),
    });
  }
}

const again: Act = (context, dialog) => {
  if (dialog.again) replace(context, dialog.again());
};

/** What keys do in an answer. */
export const ANSWER_COMMANDS = {
  'answer-down': inAnswer(move(1)),
  'answer-up': inAnswer(move(-1)),
  'answer-page-down': inAnswer(move(PAGE)),
  'answer-page-up': inAnswer(move(-PAGE)),
  'answer-first': inAnswer(move(Number.NEGATIVE_INFINITY)),
  'answer-last': inAnswer(move(Number.POSITIVE_INFINITY)),
  'answer-turn': inAnswer(turn),
  'answer-unfold': inAnswer(unfold),
  'answer-fold': inAnswer(fold),
  'answer-copy': inAnswer(copyValue),
  'answer-copy-all': inAnswer(copyAll),
  'answer-save': inAnswer(save),
  'answer-again': inAnswer(again),
} satisfies Record<string, (context: CommandContext) => void>;
