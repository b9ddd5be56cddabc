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
  const wait = async () => {
    told.onAsked(null);
    const path = await second.ask(action);
    over.signal.throwIfAborted();
    told.onAsked(path);
    const {name} = await second.agreed(action, over.signal);
    told.onAgreed(name);
  };
  wait().catch((error: unknown) => {
    if (!over.signal.aborted) told.onProblem(safeText(error instanceof Error ? error.message : String(error), 400));
    void second.close(action);
  });
  return {stop: () => over.abort()};
}
