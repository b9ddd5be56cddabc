import type {RequestEvent} from '../api/client.js';
import type {ActionStep} from './prepared-action.js';
import {StoppedWaiting} from './stopped-waiting.js';

/**
 * One request of an action between its agreement and its answer. It waits for its slot, is under way, and waits again
 * after a 429; while it waits it can be stopped, and then it is certain that it is not sent any more.
 */
export class Departure {
  readonly actionId: string;
  readonly #step: ActionStep;
  readonly #controller = new AbortController();
  #isUnderWay = false;
  #wasSent = false;
  #refusals = 0;
  #stop: (() => StoppedWaiting) | null = null;
  #stopped: StoppedWaiting | null = null;

  constructor(actionId: string, step: ActionStep) {
    this.actionId = actionId;
    this.#step = step;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** It has left, and the tenant did not refuse it: whether it took effect is not known before its answer. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
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

  /** A request of the session has ended; a 429 for this one means that it waits again. */
  heard({operation, request, status, error}: RequestEvent): void {
    const {request: own} = this.#step;
    const isOwn = operation === this.#step.operation.id && request.path === own.path && request.body === own.body;
    if (!this.#isUnderWay || !isOwn) return;
    // What failed otherwise may have had an effect; the little that may be sent again then is not, once it was stopped.
    if (error !== null && status !== 429 && this.#stop) this.#end(new StoppedWaiting(error.message, 'unknown'));
    if (status !== 429) return;
    this.#isUnderWay = false;
    this.#refusals += 1;
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
