import {isProblem, type PreparedAction, type Problem} from '../actions/prepared-action.js';
import type {AnyOperation} from '../api/operation.js';
import type {Engine} from '../engine.js';
import type {Dialog} from '../view/dialog.js';
import {topDialog} from '../view/view-state.js';
import type {WaitingDialog, WorkHost} from '../view/work-view.js';
import {message} from './act.js';
import type {CommandContext} from './command-context.js';
import {operationForm} from './operation-form.js';

/**
 * What the work view `id` does to the screen. A dialog of it opens while nothing lies over the view: a key pressed for one
 * question must not meet another. What became ready meanwhile waits for Enter; once `leaving` has aborted it is only noted.
 */
export function workHost(context: CommandContext, engine: Engine, id: string, leaving: AbortSignal): WorkHost {
  const {store} = context;
  const waiting: WaitingDialog[] = [];
  const changed = (): void => {
    const dialog = store.get().dialogs.find(one => one.kind === 'work' && one.id === id);
    if (dialog?.kind !== 'work') return;
    store.dispatch({type: 'work', id, screen: dialog.work.screen(), waiting: waiting[0] ?? null});
  };
  const isOnTop = (): boolean => {
    const top = topDialog(store.get());
    return top?.kind === 'work' && top.id === id;
  };
  const notAsked = (title: string): void => engine.notice(`Not asked any more, because its view was closed: ${title}.`);
  leaving.addEventListener('abort', () => {
    for (const {title} of waiting) notAsked(title);
  });
  const open = (title: string, make: () => Dialog): void => {
    const show = (): void => store.dispatch({type: 'open', dialog: make()});
    if (leaving.aborted) notAsked(title);
    else if (isOnTop()) show();
    else {
      const one: WaitingDialog = {
        title,
        show: () => {
          waiting.splice(waiting.indexOf(one), 1);
          changed();
          show();
        },
      };
      waiting.push(one);
      changed();
    }
  };
  const confirmAction = (
    title: string,
    prepare: () => PreparedAction | Problem,
    onEnd?: Parameters<typeof context.confirming.open>[2],
  ): void =>
    open(title, () => {
      const action = prepare();
      return isProblem(action)
        ? message('Cannot be done', action.problem)
        : context.confirming.open(action, null, onEnd);
    });
  const operationOf = (name: string): AnyOperation => {
    const operation = engine.operations.get(name);
    if (!operation) throw new Error(`There is no operation ${name}.`);
    return operation;
  };
  return {
    signal: leaving,
    changed,
    open: dialog => open('title' in dialog ? dialog.title : dialog.kind, () => dialog),
    form: (name, values, onDone) => {
      const operation = operationOf(name);
      open(operation.title, () => operationForm(context, engine, operation, values, onDone));
    },
    confirm: (name, input, {facts = [], onAnswer, onEnd} = {}) => {
      const operation = operationOf(name);
      const readOnly = engine.readOnlyReason();
      const use = {facts, ...(onAnswer ? {onAnswer: (answer: {data: unknown}) => onAnswer(answer.data)} : {})};
      if (readOnly !== null) open(operation.title, () => message(operation.title, readOnly));
      else confirmAction(operation.title, () => engine.prepare.operation(operation, input, use), onEnd);
    },
    confirmAction: action => confirmAction(isProblem(action) ? 'Cannot be done' : action.title, () => action),
    copy: context.copy,
  };
}
