import type {RequestEvent} from '../api/client.js';
import type {StoppedWaiting} from './stopped-waiting.js';

/**
 * One request of an action between its agreement and its answer. It waits for its slot, is under way, and waits again
 * after a 429, or where it may be repeated; while it waits it can be stopped, and then it is certain that it is not sent any more.
 */
export class Departure {
  readonly actionId: string;
  readonly #controller = new AbortController();
  #isUnderWay = false;
  #wasSent = false;
  #isLost = false;
  #refusals = 0;
  #stop: (() => StoppedWaiting) | null = null;
  #stopped: StoppedWaiting | null = null;

  constructor(actionId: string) {
    this.actionId = actionId;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** It has left, and the tenant did not refuse it: whether it took effect is not known before its answer. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** It was sent once, and whether that took effect is not known, whatever comes of another try. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** How often the tenant answered 429. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Why it was stopped, or null. */
  get stopped(): StoppedWaiting | null {
    return this.#stopped;
  }

  /** The request leaves; true for the first time. */
  leaves(): boolean {
    this.#isUnderWay = true;
    const isFirst = !this.#wasSent;
    this.#wasSent = true;
    return isFirst;
  }

  /** A request of the session has ended; where it is this one and failed, it waits to be sent again, or is over. */
  heard({signal, status, error}: RequestEvent): void {
    if (!this.#isUnderWay || signal !== this.signal || error === null) return;
    this.#isUnderWay = false;
    if (status === 429) this.#refusals += 1;
    else if (error.reached !== 'no') this.#isLost = true;
    if (this.#stop) this.#end(this.#stop());
  }

  /** Keeps it from leaving, for the first time or again. */
  keepBack(reason: StoppedWaiting): void {
    this.#end(reason);
  }

  /** Ends its waiting: now, or when the tenant refuses what is under way. An answer is still waited for. */
  waitNoLonger(reason: () => StoppedWaiting): void {
    this.#stop = reason;
    if (!this.#isUnderWay) this.#end(reason());
  }

  #end(reason: StoppedWaiting): void {
    if (this.#stopped) return;
    this.#stopped = reason;
    this.#controller.abort(reason);
  }
}

/** What is said of them where there were some. */
export const refusalsOf = ({refusals}: Departure): {readonly refusals?: number} => (refusals > 0 ? {refusals} : {});
