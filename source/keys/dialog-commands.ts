import type {Dialog, DialogOf, FormField, FormValues} from '../view/dialog.js';
import {narrowOptions} from '../view/narrow-options.js';
import {toggled} from '../view/panel-view.js';
import {textField, textOf} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import type {CommandContext} from './command-context.js';
import {laidOut, onOneLine} from './json-layout.js';

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
  const count = narrowOptions(dialog).length;
  if (count > 0) replace(context, {...dialog, cursor: (dialog.cursor + by + count) % count});
}

function markChoice(context: CommandContext, dialog: DialogOf<'choice'>): void {
  const shown = narrowOptions(dialog);
  const option = shown[dialog.cursor];
  if (!dialog.chosen || !option || option.disabledReason) return;
  const cursor = Math.min(dialog.cursor + 1, shown.length - 1);
  replace(context, {...dialog, chosen: toggled(dialog.chosen, option.id), isTouched: true, cursor});
}

function takeChoice(context: CommandContext, dialog: DialogOf<'choice'>): void {
  const option = narrowOptions(dialog)[dialog.cursor];
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
  focusOn(context, dialog, (dialog.focus + by + places) % places);
};

/** Leads to another place of the form; the form hears which field was left. */
function focusOn(context: CommandContext, dialog: DialogOf<'form'>, focus: number): void {
  replace(context, {...dialog, focus});
  const left = dialog.fields[dialog.focus];
  if (left) dialog.onLeave?.(left.id, valuesOf(dialog));
}

/** Space in a form, outside a text: a switch turns, the next option is chosen, anything else is as Enter. */
function turnForm(context: CommandContext, dialog: DialogOf<'form'>, by = 1): void {
  const field = dialog.fields[dialog.focus];
  if (field?.type === 'choice') replace(context, withField(dialog, turned(field, by)));
  else if (by < 0) return;
  else if (field?.type === 'toggle') replace(context, withField(dialog, {...field, on: !field.on}));
  else enterForm(context, dialog);
}

/** Enter in a form: a list opens, the button submits, everything else leads on. */
function enterForm(context: CommandContext, dialog: DialogOf<'form'>): void {
  const field = dialog.fields[dialog.focus];
  if (!field) submitForm(context, dialog);
  else if (field.type === 'pick' && field.options.length > 0) openPick(context, dialog, field);
  else if (field.type === 'more') openMore(context, dialog, field);
  else if (!dialog.isQuick) focusOn(context, dialog, dialog.focus + 1);
  else {
    const next = emptyPlace(dialog);
    if (next < 0) submitForm(context, dialog);
    else focusOn(context, dialog, next);
  }
}

/** The next field that must be filled in, from the focus on and around; -1 when there is none. */
function emptyPlace({fields, focus}: DialogOf<'form'>): number {
  const lacks = (field: FormField): boolean => Boolean(field.required) && isEmpty(field);
  const after = fields.findIndex((field, index) => index > focus && lacks(field));
  return after < 0 ? fields.findIndex((field, index) => index !== focus && lacks(field)) : after;
}

const isEmpty = (field: FormField): boolean =>
  field.type === 'text' ? field.field.graphemes.length === 0 : field.type === 'choice' && field.chosen === null;

/** The option after, or before, the chosen one; one that is not required can also have none. */
function turned(field: Extract<FormField, {type: 'choice'}>, by: number): FormField {
  const places: readonly (string | null)[] = [...(field.required ? [] : [null]), ...field.options.map(({id}) => id)];
  const at = places.indexOf(field.chosen);
  const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : (at + by + places.length) % places.length;
  return {...field, chosen: places[next] ?? null};
}

function openMore(context: CommandContext, dialog: DialogOf<'form'>, more: Extract<FormField, {type: 'more'}>): void {
  const at = dialog.fields.indexOf(more);
  replace(context, {...dialog, fields: dialog.fields.toSpliced(at, 1, ...more.hidden), focus: at});
}

/** What is known for the field under the cursor, to choose from; what is chosen goes into the field. */
function openKnown(context: CommandContext, form: DialogOf<'form'>): void {
  const field = form.fields[form.focus];
  if (field?.type !== 'text' || !field.known) return;
  const {options, isList} = field.known;
  const found = options();
  if (found.length === 0) {
    context.store.dispatch({
      type: 'replace',
      dialog: {...form, problem: {text: 'nothing is known yet', field: field.id}},
    });
    return;
  }
  context.store.dispatch({
    type: 'open',
    dialog: {
      kind: 'choice',
      title: field.label,
      hint: isList ? 'Type to narrow; Tab marks, Enter takes what is marked' : 'Type to narrow; Enter takes it',
      search: textField(),
      options: found,
      cursor: 0,
      chosen: isList
        ? new Set(
            textOf(field.field)
              .split(/[,\s]+/)
              .filter(Boolean),
          )
        : null,
      onDone: ids => {
        context.store.dispatch({type: 'close'});
        return withField(form, {...field, field: textField(ids.join(', '))});
      },
    },
  });
}

/** The text under the cursor in an editor; JSON is laid out for it and comes back on one line. */
function editField(context: CommandContext, form: DialogOf<'form'>): void {
  const field = form.fields[form.focus];
  if (field?.type !== 'text') return;
  context.edit(laidOut(textOf(field.field)), text => {
    const now = topDialog(context.store.get());
    if (now?.kind === 'form' && now.title === form.title) {
      replace(context, withField(now, {...field, field: textField(onOneLine(text))}));
    }
  });
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
    outcome.after?.();
    return;
  }
  // A field that is folded away is shown when it is what is wrong.
  const isHidden = dialog.fields.some(
    field => field.type === 'more' && field.hidden.some(one => one.id === outcome.field),
  );
  const fields = isHidden
    ? dialog.fields.flatMap(field => (field.type === 'more' ? field.hidden : [field]))
    : dialog.fields;
  const focus = fields.findIndex(field => field.id === outcome.field);
  replace(context, {
    ...dialog,
    fields,
    problem: {text: outcome.problem, field: outcome.field},
    focus: focus < 0 ? dialog.focus : focus,
  });
}

/** What the fields hold; a field that is not of the asked type reads as empty. */
export function valuesOf(dialog: DialogOf<'form'>): FormValues {
  const all = dialog.fields.flatMap(field => (field.type === 'more' ? [field, ...field.hidden] : [field]));
  const find = (id: string) => all.find(field => field.id === id);
  return {
    text: id => {
      const field = find(id);
      if (field?.type === 'choice') return field.chosen ?? '';
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
  close: context => {
    const dialog = topDialog(context.store.get());
    context.store.dispatch({type: 'close'});
    if (dialog?.kind === 'form') dialog.onClose?.();
  },
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
  'form-turn': inDialog('form', (context, dialog) => turnForm(context, dialog)),
  'form-turn-back': inDialog('form', (context, dialog) => turnForm(context, dialog, -1)),
  'form-known': inDialog('form', openKnown),
  'form-edit': inDialog('form', editField),
  'form-submit': inDialog('form', submitForm),
  'waiting-cancel': inDialog('waiting', (context, dialog) => {
    dialog.onCancel();
    context.store.dispatch({type: 'close'});
  }),
  'confirm-button': inDialog('confirm', (context, dialog) => {
    if (dialog.stage === 'ask') replace(context, {...dialog, button: dialog.button === 'send' ? 'cancel' : 'send'});
  }),
  'confirm-press': context => context.confirming.press(),
  'confirm-yes': context => context.confirming.agree(),
  'confirm-cancel': context => context.confirming.cancel(),
} satisfies Record<string, (context: CommandContext) => void>;
