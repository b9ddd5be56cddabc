import type {Answer} from '../api/client.js';
import {isNotDone} from '../lib/target-outcome.js';
import type {OutcomeRow, PreparedAction} from './prepared-action.js';

/** How an action ended as far as its answer tells. `unknown`: it was sent and no answer came. */
export type ActionResult = {
  readonly stage: 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'dry-run';
  /** A sentence; and what to do next, where something is to be done. */
  readonly words: string;
  readonly nextStep: string | null;
  readonly rows: readonly OutcomeRow[];
  /** The answer to the last request, where one came. */
  readonly answer?: Answer<unknown>;
  /** The failure that ended it, where one did. */
  readonly cause?: unknown;
  /** Why its outcome is not in the audit log, where that could not be written. */
  readonly unwritten?: string;
};

export const NOTHING_LEFT = 'Nothing left this machine.';

export const notSent = (words: string): ActionResult => ({stage: 'not-sent', words, nextStep: NOTHING_LEFT, rows: []});

/** How the activity list tells it: a sentence, and a line for each target. */
export function activityOf(
  {title}: PreparedAction,
  {stage, words, rows}: ActionResult,
): {readonly kind: 'action' | 'notice' | 'problem'; readonly text: string; readonly lines: readonly string[]} {
  const isDone = stage === 'accepted' && !rows.some(isNotDone);
  return {
    kind: isDone ? 'action' : stage === 'dry-run' ? 'notice' : 'problem',
    text: `${title}: ${stage}. ${words}`,
    lines: rows.map(row => `${row.who}: ${row.before} -> ${row.after}${row.message ? ` (${row.message})` : ''}`),
  };
}
