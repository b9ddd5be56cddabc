import type {PreparedAction} from '../actions/prepared-action.js';
import type {SecondPerson} from '../actions/second-person.js';
import {safeText} from '../terminal/safe-text.js';

/** A second person is waited for. */
export type WaitingForSecond = {
  /** Nobody is asked any more, and the request goes. */
  readonly stop: () => void;
};

/**
 * Asks a second person to agree to `action`. `onAsked` is told null, then the file of the request; then `onAgreed` or
 * `onProblem` is called once, unless it is stopped before.
 */
export function waitForSecond(
  second: SecondPerson,
  action: PreparedAction,
  told: {
    readonly onAsked: (request: string | null) => void;
    readonly onAgreed: (name: string) => void;
    readonly onProblem: (words: string) => void;
  },
): WaitingForSecond {
  const over = new AbortController();
  told.onAsked(null);
  second.agreement(action, over.signal, told.onAsked).then(
    ({name}) => told.onAgreed(name),
    (error: unknown) => {
      if (!over.signal.aborted) told.onProblem(safeText(error instanceof Error ? error.message : String(error), 400));
    },
  );
  return {stop: () => over.abort()};
}
