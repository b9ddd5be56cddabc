import type {Dispatcher} from 'undici';
import {Client, type RequestEvent, type TenantAccess} from '../api/client.js';
import {type ApiError, NotFoundError} from '../api/errors.js';
import {RequestBudget} from '../budget/request-budget.js';
import {type Clock, stampOf} from '../lib/clock.js';
import {Picture} from '../picture/picture.js';
import {ALL_QUEUES, type QueueFilter} from '../picture/queue-filter.js';
import {statusList} from '../picture/status-list.js';
import {WatchList} from '../picture/watch-list.js';
import {type Candidate, isWatched} from '../polling/candidate.js';
import {Planner} from '../polling/planner.js';
import {type Health, Poller} from '../polling/poller.js';
import {DirectoryPoll} from '../polling/polls/directory-poll.js';
import {OperationStatusPoll} from '../polling/polls/operation-status-poll.js';
import {PresencePoll} from '../polling/polls/presence-poll.js';
import {waitsPolls} from '../polling/polls/waits-poll.js';
import {watchPolls} from '../polling/polls/watch-poll.js';
import {stalenessValue} from '../polling/staleness-value.js';

/** What somebody is looking at; questions about it count more. Written by the screen, read by the plan. */
export type Attention = {visibleQueues: ReadonlySet<string>};

/** What the session tells while it runs. */
export type SessionListener = {
  readonly onRequest?: (event: RequestEvent) => void;
  readonly onHealth?: (health: Health) => void;
  readonly onFailure?: (candidate: Candidate, error: ApiError) => void;
};

/** Everything that belongs to one tenant: its client and budget, the picture, the plan, what is followed. */
export type TenantSession = {
  readonly clock: Clock;
  readonly client: Client;
  readonly budget: RequestBudget;
  readonly picture: Picture;
  readonly watchList: WatchList;
  readonly poller: Poller;
  readonly attention: Attention;
  readonly languages: readonly string[];
  readonly queueFilter: QueueFilter;
  /** Adds a listener; returns the way to take it back. */
  readonly listen: (listener: SessionListener) => () => void;
};

/** Most requests without an answer at a time: at one a second, a tenant that thinks for seconds wastes no slot. */
const MOST_UNANSWERED = 8;
/** A picture that nothing arrives for is aged this often, ms. */
export const AGEING_MS = 5000;

/** Puts the parts of a session together. Nothing is sent before `poller.run` or the first `client.run`. */
export function createSession(options: {
  access: TenantAccess;
  rate: number;
  languages: readonly string[];
  statuses: ReadonlyMap<number, string>;
  /** Queues to show or hide; those hidden are not asked about either. */
  queueFilter?: QueueFilter;
  dispatcher: Dispatcher;
  clock: Clock;
  random: () => number;
}): TenantSession {
  const {clock, languages, queueFilter = ALL_QUEUES} = options;
  const listeners = new Set<SessionListener>();
  const budget = new RequestBudget({clock, rate: options.rate, random: options.random, most: MOST_UNANSWERED});
  const client = new Client({
    access: options.access,
    dispatcher: options.dispatcher,
    budget,
    clock,
    onRequest: event => {
      for (const listener of listeners) listener.onRequest?.(event);
    },
  });
  const picture = new Picture(statusList(options.statuses));
  const watchList = new WatchList();
  const attention: Attention = {visibleQueues: new Set()};
  const presence = new PresencePoll(picture);
  const directory = new DirectoryPoll(picture);
  const operationStatus = new OperationStatusPoll(picture);
  const poller = new Poller({
    client,
    budget,
    clock,
    planner: new Planner(stalenessValue),
    restsOperations: true,
    sources: [
      () => waitsPolls(picture, languages, queueFilter),
      () => directory.candidates(),
      () => presence.candidates(),
      () => operationStatus.candidates(attention.visibleQueues),
      () => watchPolls(watchList, picture),
    ],
    listeners: {
      onHealth: health => {
        for (const listener of listeners) listener.onHealth?.(health);
      },
      onFailure: (candidate, error) => {
        if (isWatched(candidate.kind)) {
          watchList.failed(candidate.key, error.message, clock.now(), error instanceof NotFoundError);
        }
        for (const listener of listeners) listener.onFailure?.(candidate, error);
      },
    },
  });
  return {
    clock,
    client,
    budget,
    picture,
    watchList,
    poller,
    attention,
    languages,
    queueFilter,
    listen: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Lets a picture grow doubtful while nothing arrives for it, whatever the reason; runs until `signal` aborts. */
export async function ageSilently(session: TenantSession, signal: AbortSignal): Promise<void> {
  const {clock, picture} = session;
  let changedAt = clock.now();
  const stop = picture.onChange(() => {
    changedAt = clock.now();
  });
  while (!signal.aborted) {
    await clock.sleep(AGEING_MS, signal).catch(() => {});
    if (!signal.aborted && clock.now() - changedAt >= AGEING_MS) picture.age(stampOf(clock));
  }
  stop();
}
