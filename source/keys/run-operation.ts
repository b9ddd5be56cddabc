import type {OperationInput} from '../api/build-request.js';
import type {Answer} from '../api/client.js';
import type {AnyOperation} from '../api/operation.js';
import type {Engine} from '../engine.js';
import {failureWords} from '../lib/failure-words.js';
import type {Dialog, FormOutcome} from '../view/dialog.js';
import {topDialog} from '../view/view-state.js';
import {message} from './act.js';
import {answerDialog} from './answer-dialog.js';
import type {CommandContext} from './command-context.js';
import {formOutcome} from './prepared-dialog.js';

/** One run of an operation from its form. */
export type OperationRun = {
  readonly context: CommandContext;
  readonly engine: Engine;
  readonly operation: AnyOperation;
  readonly input: OperationInput;
  /** Where a file is written; null for an answer that is shown. */
  readonly saveAs: string | null;
  /** The form again. */
  readonly again: () => Dialog;
  /** Hears that the tenant has answered. */
  readonly onDone: () => void;
};

/** A read is asked at once; anything else leads to its confirmation, with what is known of whoever it calls. */
export function runOperation(run: OperationRun): FormOutcome {
  const {context, engine, operation, input} = run;
  if (operation.class === 'read') return {next: waiting(run, (signal, tell) => ask(run, signal, tell))};
  const readOnly = engine.readOnlyReason();
  if (readOnly !== null) return {problem: readOnly, field: null};
  const number =
    operation.contacts === null ? undefined : (input.body as Readonly<Record<string, unknown>>)[operation.contacts];
  if (typeof number !== 'string') {
    return formOutcome(context, engine.prepare.operation(operation, input, {onAnswer: run.onDone}), run.again);
  }
  return {next: waiting(run, signal => checkFirst(run, number, signal))};
}

/** Something that is waited for; what it tells stands in the dialog meanwhile. */
type Work = (signal: AbortSignal, tell: (words: string) => void) => Promise<Dialog>;

/** A dialog that waits for `work` and is then replaced by what it brings, unless it was left. */
function waiting({context, engine, operation}: OperationRun, work: Work): Dialog {
  const controller = new AbortController();
  const id = engine.context.newId();
  const show = (next: Dialog) => {
    const top = topDialog(context.store.get());
    if (top?.kind === 'waiting' && top.id === id) context.store.dispatch({type: 'replace', dialog: next});
    else if (next.kind === 'answer' && !controller.signal.aborted)
      context.notice(`${operation.title}: answered, but its window was closed.`);
  };
  const tell = (words: string): void => {
    const top = topDialog(context.store.get());
    if (top?.kind === 'waiting' && top.id === id)
      context.store.dispatch({type: 'replace', dialog: {...top, lines: [words]}});
  };
  void work(controller.signal, tell).then(show, error => show(message(operation.title, failureWords(error))));
  return {
    kind: 'waiting',
    id,
    title: operation.title,
    lines: ['Waiting for a slot and the answer.'],
    onCancel: () => controller.abort(),
  };
}

async function ask(run: OperationRun, signal: AbortSignal, tell: (words: string) => void): Promise<Dialog> {
  const {engine, operation, input, saveAs, again, onDone} = run;
  if (saveAs === null) {
    const answer = await engine.ask(operation, input, {signal});
    onDone();
    return answerDialog(operation.title, answer, again);
  }
  const {answer, bytes} = await engine.download(operation, input, saveAs, {signal, tell});
  onDone();
  const told = `(status ${answer.status}, ${Math.round(answer.ms)} ms)`;
  return message(operation.title, `${bytes} bytes written to ${saveAs} ${told}.`);
}

/** Whoever is to be called is looked up in the do-not-call list; what it says stands in the confirmation. */
async function checkFirst(run: OperationRun, number: string, signal: AbortSignal): Promise<Dialog> {
  const {context, engine, operation, input, again, onDone} = run;
  const facts = [await listedWords(engine, number, signal), 'Call or write only to people who have agreed to it.'];
  const outcome = formOutcome(context, engine.prepare.operation(operation, input, {facts, onAnswer: onDone}), again);
  return 'next' in outcome ? (outcome.next ?? message(operation.title, '')) : message(operation.title, outcome.problem);
}

async function listedWords(engine: Engine, number: string, signal: AbortSignal): Promise<string> {
  const check = engine.operations.get('checkDncContact');
  if (!check) return `Whether ${number} is on the do-not-call list is not known.`;
  try {
    const {data}: Answer<unknown> = await engine.ask(check, {query: {phone_number: number}}, {signal});
    const isListed = (data as {is_dnc?: boolean | null} | undefined)?.is_dnc;
    if (isListed === true) return `${number} IS ON THE DO-NOT-CALL LIST.`;
    if (isListed === false) return `${number} is not on the do-not-call list.`;
    return `Whether ${number} is on the do-not-call list was not told.`;
  } catch (error) {
    if (signal.aborted) throw error;
    return `Whether ${number} is on the do-not-call list could not be learned: ${failureWords(error)}`;
  }
}
