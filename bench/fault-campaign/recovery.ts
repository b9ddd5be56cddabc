import type {ExpectedSlots} from './expected-slots.js';
import type {FaultyTenant} from './faulty-tenant.js';
import type {SlackMeter} from './slack.js';

/** Slots within which a console is to be back. */
export const WITHIN_SLOTS = 3;
/**
 * Beside what is measured as slack, ms: a frame that is drawn, a collection of garbage, up to 16 answers that had hung and are
 * taken in at once. They do not become shorter with the slots; it is a tenth of a slot at the usual rate.
 */
export const CONSTANT_MS = 100;
/** The room that a console leaves after requests without headers, ms; see `TenantFault.isUnanswered`. */
export const UNANSWERED_MS = 200;
/** Longer than the longer of these nobody waits for it, ms and slots. */
const NEVER_MS = 10_000;
const NEVER_SLOTS = 80;

/** How a console came back after a fault. */
export type Recovery = {
  /** From the end of the fault, and of what was told to wait, to the arrival of the first poll that was answered, ms. */
  readonly ms: number;
  /** The same in slots, as this console was to keep them at that time. */
  readonly slots: number;
  /** What the machine was late by meanwhile, ms. */
  readonly slackMs: number;
  readonly isLate: boolean;
  /** False: it did not come back. */
  readonly isBack: boolean;
};

/**
 * Resolves to when the first poll arrived that came after `ended` and was answered with 200; null where none is by `until`,
 * or `signal` aborts. Monotonic ms.
 */
export function firstAnswered(
  ended: number,
  until: number,
  {tenant, signal}: {readonly tenant: FaultyTenant; readonly signal: AbortSignal},
): Promise<number | null> {
  return new Promise(resolve => {
    const finish = (value: number | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      stop();
      resolve(value);
    };
    const onAbort = (): void => finish(null);
    const timer = setTimeout(() => finish(null), until - performance.now());
    const stop = tenant.listen(arrival => {
      if (arrival.method === 'GET' && arrival.at >= ended && arrival.status === 200) finish(arrival.at);
    });
    signal.addEventListener('abort', onAbort);
  });
}

/**
 * Waits for the first poll that arrives after `ended` and is answered with 200. Requests that arrived before and are
 * answered late do not count.
 */
export async function recoveryAfter(
  ended: number,
  options: {
    readonly tenant: FaultyTenant;
    readonly slots: ExpectedSlots;
    readonly slack: SlackMeter;
    readonly pid: number;
    readonly signal: AbortSignal;
    /** Requests were left without headers. */
    readonly isUnanswered: boolean;
  },
): Promise<Recovery> {
  const {tenant, slots, slack, pid, signal, isUnanswered} = options;
  const {interval} = slots;
  const from = Math.max(ended, slots.waitUntil);
  const most = WITHIN_SLOTS * interval + CONSTANT_MS + (isUnanswered ? UNANSWERED_MS : 0);
  const never = Math.max(NEVER_MS, NEVER_SLOTS * interval);
  const endSlack = slack.begin(pid);
  const at = await firstAnswered(ended, from + never, {tenant, signal});
  const slackMs = endSlack();
  if (at === null) return {ms: never, slots: never / interval, slackMs, isLate: true, isBack: false};
  const ms = Math.max(0, at - from);
  return {
    ms,
    slots: ms / interval,
    slackMs,
    isLate: ms > most + slackMs,
    isBack: true,
  };
}
