import {setMaxListeners} from 'node:events';
import {type ApiError, CredentialsRefusedError, RateLimitedError} from '../api/errors.js';
import type {TenantSession} from '../session/tenant-session.js';
import {safeText} from '../terminal/safe-text.js';
import {SnapshotPoller, type SnapshotProgress} from './snapshot-poller.js';

/** A tenant that has not answered anything after so many tries is given up. */
const MOST_TRIES_AT_START = 3;
/** Without a timeout the asking goes on as long as answers come: this long without one ends it, ms. */
const LONGEST_SILENCE_MS = 120_000;
/** At a slow rate silence is normal; so many slots without an answer are not. */
const LONGEST_SILENCE_SLOTS = 20;

/** A question that was not answered at first, or at all. */
export type SnapshotError = {readonly operation: string; readonly message: string};

/** How the asking went. `complete`: everything is known. */
export type Collected = {
  readonly complete: boolean;
  readonly progress: SnapshotProgress;
  readonly errors: readonly SnapshotError[];
  readonly lastError: ApiError | null;
  /** Whether the tenant answered anything as it should. */
  readonly isAnswered: boolean;
};

type CollectOptions = {
  readonly session: TenantSession;
  /** Ms; undefined: as long as answers come. */
  readonly timeout: number | undefined;
  /** Ends the asking from outside. */
  readonly signal: AbortSignal;
  /** Handed the way to see how far it is, and a signal that aborts when it is over. */
  readonly show: (progress: () => SnapshotProgress, over: AbortSignal) => Promise<void>;
};

/**
 * Asks a tenant everything once, into the session's picture. Ends when all is known or will not be told, at the timeout,
 * or when no answer comes any more. Throws the ApiError of a tenant that refuses the credentials or never answers.
 */
export async function collectSnapshot({session, timeout, signal, show}: CollectOptions): Promise<Collected> {
  const {clock, budget, picture} = session;
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  // Every request and every sleep listens to it; many at a time are no leak.
  setMaxListeners(0, stop);
  const errors = new Map<string, SnapshotError>();
  let lastError: ApiError | null = null;
  let givenUp: ApiError | null = null;
  let tries = 0;
  let answeredAt: number | null = null;

  const poller = new SnapshotPoller(session, ({operation, error}) => {
    if (stop.aborted) return;
    lastError = error;
    tries += 1;
    // A refusal by the rate limit is counted in the budget, and asked again.
    if (!(error instanceof RateLimitedError)) {
      const message = safeText(error.message, 500);
      errors.set(`${operation} ${message}`, {operation, message});
    }
    if (answeredAt === null && (error instanceof CredentialsRefusedError || tries >= MOST_TRIES_AT_START)) {
      givenUp = error;
      over.abort();
    }
    if (poller.isDone()) over.abort();
  });
  const stops = [
    session.listen({
      onRequest: ({error, at}) => {
        if (error === null) answeredAt = at.mono;
      },
    }),
    picture.onChange(() => {
      if (poller.isDone()) over.abort();
    }),
  ];
  const endInTime = async () => {
    if (timeout !== undefined) {
      await clock.sleep(timeout, stop);
    } else {
      const startedAt = clock.now();
      const longest = () => Math.max(LONGEST_SILENCE_MS, LONGEST_SILENCE_SLOTS * budget.interval);
      while (clock.now() - (answeredAt ?? startedAt) < longest()) await clock.sleep(1000, stop);
    }
    over.abort();
  };
  const others = [endInTime().catch(() => {}), show(() => poller.progress(), stop)];
  try {
    await poller.run(stop);
  } finally {
    over.abort();
    for (const end of stops) end();
    await Promise.all(others);
  }
  if (givenUp) throw givenUp;
  const progress = poller.progress();
  const complete = progress.known === progress.total;
  return {complete, progress, errors: [...errors.values()], lastError, isAnswered: answeredAt !== null};
}
