import type {ActionResult} from '../actions/action-result.js';
import type {Answer} from '../api/client.js';
import {isNotDone} from '../lib/target-outcome.js';
import {openedAtFirst} from '../view/answer-tree.js';
import type {Dialog, DialogOf} from '../view/dialog.js';

/** An answer as a foldable view. */
export function answerDialog(
  title: string,
  answer: Pick<Answer<unknown>, 'body' | 'status' | 'ms' | 'slotWaitMs'>,
  again: (() => Dialog) | null,
): DialogOf<'answer'> {
  const value = readBody(answer.body);
  const {status, ms, slotWaitMs} = answer;
  return {
    kind: 'answer',
    title,
    tone: 'accent',
    head: [`Status ${status}, ${Math.round(ms)} ms, waited ${Math.round(slotWaitMs)} ms for a slot`],
    value,
    body: answer.body,
    open: openedAtFirst(value),
    cursor: 0,
    again,
  };
}

/** The end of an action as a view of its answer: what it means, and whom it was refused for, stand first. */
export function resultDialog(title: string, result: ActionResult, again: () => Dialog): Dialog {
  const {answer, rows, words, stage} = result;
  if (!answer || stage === 'dry-run') return {kind: 'result', title, result, scroll: 0};
  const refused = rows.filter(isNotDone).map(row => `! ${row.who}: ${row.message}`);
  const shown = answerDialog(title, answer, again);
  return {
    ...shown,
    title: `${title}: ${stage}`,
    tone: refused.length > 0 || stage !== 'accepted' ? 'bad' : 'accent',
    head: [words, ...refused, ...shown.head],
  };
}

function readBody(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return '(no body)';
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
