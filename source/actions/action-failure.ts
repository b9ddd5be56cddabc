import {ApiError, CancelledError} from '../api/errors.js';
import {safeText} from '../terminal/safe-text.js';
import type {Departure} from './departure.js';
import {StoppedWaiting} from './stopped-waiting.js';

/** Why a request of an action came to nothing, as far as that is known. */
export type ActionFailure = {
  readonly error: unknown;
  readonly stage: StoppedWaiting['stage'];
  readonly words: string;
  readonly nextStep: string | null;
};

/** Reads what ended a request. What another try came to says nothing of one whose answer was lost before. */
export function failureOf(thrown: unknown, {stopped, isLost}: Pick<Departure, 'stopped' | 'isLost'>): ActionFailure {
  const error = thrown instanceof CancelledError && stopped ? stopped : thrown;
  const said = safeText(error instanceof Error ? error.message : String(error), 300);
  const told = stageOf(error);
  const stage = isLost ? 'unknown' : told;
  if (stage !== told)
    return {error, stage, words: `${said} Whether an earlier try took effect is not known.`, nextStep: null};
  return {error, stage, words: said, nextStep: error instanceof ApiError ? error.nextStep : null};
}

/** A refusal is the tenant's answer; without one, what reached nobody was not sent. */
function stageOf(error: unknown): StoppedWaiting['stage'] {
  if (error instanceof StoppedWaiting) return error.stage;
  if (!(error instanceof ApiError) || error.reached !== 'no') return 'unknown';
  return error.status === null ? 'not-sent' : 'refused';
}
