import {reduceView, type ViewEvent, type ViewState} from './view-state.js';

/**
 * Holds the view outside React: keys that arrive in one burst each see the state that the key before them left. For
 * `useSyncExternalStore`.
 */
export class ViewStore {
  #state: ViewState;
  readonly #listeners = new Set<() => void>();

  constructor(initial: ViewState) {
    this.#state = initial;
  }

  readonly get = (): ViewState => this.#state;

  readonly dispatch = (event: ViewEvent): void => {
    const next = reduceView(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
