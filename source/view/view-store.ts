import {reduceView, type ViewEvent, type ViewState} from './view-state.js';

/**
 * Holds the view outside React: keys that arrive in one burst each see the state that the key before them left. For
 * `useSyncExternalStore`.
 */
export class ViewStore {
  #state: ViewState;
  readonly #listeners = new Set<() => void>();
  #hushed = 0;

  constructor(initial: ViewState) {
    this.#state = initial;
  }

  readonly get = (): ViewState => this.#state;

  readonly dispatch = (event: ViewEvent): void => {
    const next = reduceView(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    if (this.#hushed === 0) this.#tell();
  };

  /**
   * Nobody is told of changes until `over` settles, so that nothing is drawn while something more urgent is under way; then
   * they are told once. Whoever reads the state sees it as it is.
   */
  readonly hush = (over: Promise<unknown>): void => {
    const before = this.#state;
    this.#hushed += 1;
    const end = () => {
      this.#hushed -= 1;
      if (this.#hushed === 0 && this.#state !== before) this.#tell();
    };
    over.then(end, end);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
