import {isProblem, type PreparedAction, type Problem} from '../actions/prepared-action.js';
import type {Dialog, FormOutcome} from '../view/dialog.js';
import {message} from './act.js';
import type {CommandContext} from './command-context.js';

/** The confirmation of an action, or why there is none. */
export const confirmOrSay = (context: CommandContext, title: string, prepared: PreparedAction | Problem): Dialog =>
  isProblem(prepared) ? message(title, prepared.problem) : context.confirming.open(prepared);

/** Where a form leads that prepared an action. */
export const formOutcome = (
  context: CommandContext,
  prepared: PreparedAction | Problem,
  again: (() => Dialog) | null = null,
): FormOutcome => (isProblem(prepared) ? prepared : {next: context.confirming.open(prepared, again)});
