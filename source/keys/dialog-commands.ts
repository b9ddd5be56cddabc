import type {Dialog, DialogOf, FormField, FormValues} from '../view/dialog.js';
import {toggled} from '../view/panel-view.js';
import {textOf} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import type {CommandContext} from './command-context.js';

/** A page of a scrolled dialog, lines. */
const PAGE = 10;

function replace(context: CommandContext, dialog: Dialog): void {
  context.store.dispatch({type: 'replace', dialog});
}

function scroll(context: CommandContext, by: number): void {
  const dialog = topDialog(context.store.get());
  if (!dialog || !('scroll' in dialog)) return;
  const {lastScroll} = context.book;
  // Counted from what is seen: a dialog that was scrolled and then grew smaller stands at its end.
  replace(context, {...dialog, scroll: Math.min(lastScroll, Math.max(0, Math.min(dialog.scroll, lastScroll) + by))});
}

function inDialog<K extends Dialog['kind']>(kind: K, act: (context: CommandContext, dialog: DialogOf<K>) => void) {
  return (context: CommandContext): void => {
    const dialog = topDialog(context.store.get());
    if (dialog?.kind === kind) act(context, dialog as DialogOf<K>);
  };
}

function moveChoice(context: CommandContext, dialog: DialogOf<'choice'>, by: number): void {
  const count = dialog.options.length;
  if (count > 0) replace(context, {...dialog, cursor: (dialog.cursor + by + count) % count});
}

function markChoice(context: CommandContext, dialog: DialogOf<'choice'>): void {
  const option = dialog.options[dialog.cursor];
  if (!dialog.chosen || !option || option.disabledReason) return;
  const cursor = Math.min(dialog.cursor + 1, dialog.options.length - 1);
  replace(context, {...dialog, chosen: toggled(dialog.chosen, option.id), isTouched: true, cursor});
}

function takeChoice(context: CommandContext, dialog: DialogOf<'choice'>): void {
  const option = dialog.options[dialog.cursor];
  if (!option || option.disabledReason) return;
  const takesMarks = dialog.chosen !== null && (dialog.chosen.size > 0 || dialog.isTouched || dialog.mayBeNone);
  lead(context, dialog.onDone(takesMarks ? [...(dialog.chosen ?? [])] : [option.id]));
}

/** The next dialog instead of the one on top; null closes it. */
function lead(context: CommandContext, next: Dialog | null): void {
  if (next) replace(context, next);
  else context.store.dispatch({type: 'close'});
}

const moveForm = (context: CommandContext, dialog: DialogOf<'form'>, by: number): void => {
  const places = dialog.fields.length + 1;
  replace(context, {...dialog, focus: (dialog.focus + by + places) % places});
};

/** Space in a form, outside a text: a switch turns, anything else is as Enter. */
function turnForm(context: CommandContext, dialog: DialogOf<'form'>): void {
  const field = dialog.fields[dialog.focus];
  if (field?.type === 'toggle') replace(context, withField(dialog, {...field, on: !field.on}));
  else enterForm(context, dialog);
}

/** Enter in a form: a list opens, the button submits, everything else leads on. */
function enterForm(context: CommandContext, dialog: DialogOf<'form'>): void {
  const field = dialog.fields[dialog.focus];
  if (!field) submitForm(context, dialog);
  else if (field.type === 'pick' && field.options.length > 0) openPick(context, dialog, field);
  else moveForm(context, dialog, 1);
}

/** `dialog` with one field changed; what was wrong is forgotten. */
export function withField(dialog: DialogOf<'form'>, field: FormField): DialogOf<'form'> {
  return {...dialog, problem: null, fields: dialog.fields.map(one => (one.id === field.id ? field : one))};
}

function openPick(context: CommandContext, form: DialogOf<'form'>, field: Extract<FormField, {type: 'pick'}>): void {
  context.store.dispatch({
    type: 'open',
    dialog: {
      kind: 'choice',
      title: field.label,
      hint: 'Space marks, Enter takes what is marked',
      options: field.options,
      cursor: 0,
      chosen: field.picked,
      mayBeNone: true,
      onDone: ids => {
        context.store.dispatch({type: 'close'});
        return withField(form, {...field, picked: new Set(ids)});
      },
    },
  });
}

function submitForm(context: CommandContext, dialog: DialogOf<'form'>): void {
  const outcome = dialog.onSubmit(valuesOf(dialog));
  if ('next' in outcome) {
    lead(context, outcome.next);
    return;
  }
  const focus = dialog.fields.findIndex(field => field.id === outcome.field);
  replace(context, {
    ...dialog,
    problem: {text: outcome.problem, field: outcome.field},
    focus: focus < 0 ? dialog.focus : focus,
  });
}

/** What the fields hold; a field that is not of the asked type reads as empty. */
export function valuesOf(dialog: DialogOf<'form'>): FormValues {
  const find = (id: string) => dialog.fields.find(field => field.id === id);
  return {
    text: id => {
      const field = find(id);
      return field?.type === 'text' ? textOf(field.field) : '';
    },
    on: id => {
      const field = find(id);
      return field?.type === 'toggle' && field.on;
    },
    picked: id => {
      const field = find(id);
      return field?.type === 'pick' ? [...field.picked] : [];
    },
  };
}

/** What keys do in dialogs. */
export const DIALOG_COMMANDS = {
  close: context => context.store.dispatch({type: 'close'}),
  'scroll-down': context => scroll(context, 1),
  'scroll-up': context => scroll(context, -1),
  'scroll-page-down': context => scroll(context, PAGE),
  'scroll-page-up': context => scroll(context, -PAGE),
  'choice-down': inDialog('choice', (context, dialog) => moveChoice(context, dialog, 1)),
  'choice-up': inDialog('choice', (context, dialog) => moveChoice(context, dialog, -1)),
  'choice-mark': inDialog('choice', markChoice),
  'choice-take': inDialog('choice', takeChoice),
  'form-next': inDialog('form', (context, dialog) => moveForm(context, dialog, 1)),
  'form-previous': inDialog('form', (context, dialog) => moveForm(context, dialog, -1)),
  'form-enter': inDialog('form', enterForm),
  'form-turn': inDialog('form', turnForm),
  'confirm-button': inDialog('confirm', (context, dialog) => {
    if (dialog.stage === 'ask') replace(context, {...dialog, button: dialog.button === 'send' ? 'cancel' : 'send'});
  }),
  'confirm-press': context => context.confirming.press(),
  'confirm-yes': context => context.confirming.agree(),
  'confirm-cancel': context => context.confirming.cancel(),
} satisfies Record<string, (context: CommandContext) => void>;
