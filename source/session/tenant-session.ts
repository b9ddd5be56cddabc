import type {Dispatcher} from 'undici';
import {Client, type RequestEvent} from '../api/client.js';
import {type ApiError, NotFoundError} from '../api/errors.js';
import {PollPatience} from '../api/poll-patience.js';
import type {TenantAccess} from '../api/tenant-access.js';
import {RequestBudget} from '../budget/request-budget.js';
import {type Clock, stampOf} from '../lib/clock.js';
import {Picture} from '../picture/picture.js';
import {statusList} from '../picture/presence/status-list.js';
import type {Channel, Queue} from '../picture/queue.js';
import {ALL_QUEUES, type QueueFilter} from '../picture/queue-filter.js';
import {sleepThrough} from '../picture/sleep-through.js';
import {Thresholds} from '../picture/thresholds.js';
import type {WaitCell} from '../picture/wait-cells.js';
import {WatchList} from '../picture/watch-list.js';
import {type Attention, lookingAtAll} from '../polling/attention.js';
import {type Candidate, isWatched} from '../polling/candidate.js';
import {crawlValue} from '../polling/crawl-value.js';
import {Planner} from '../polling/planner.js';
import {type Health, Poller} from '../polling/poller.js';
import {DirectoryPoll} from '../polling/polls/directory-poll.js';
import {HoursPoll} from '../polling/polls/hours-poll.js';
import {OperationStatusPoll} from '../polling/polls/operation-status-poll.js';
import {PresencePoll} from '../polling/polls/presence-poll.js';
import {UnlistedPoll, type UnlistedStatus} from '../polling/polls/unlisted-poll.js';
import {WaitsPoll} from '../polling/polls/waits-poll.js';
import {watchPolls} from '../polling/polls/watch-poll.js';
import type {FlipKnowledge} from '../polling/queues/state-doubt.js';

/** What is learned of each kind of cell tells how far it can still be believed. */
export type QueueDoubts = {
  readonly wait: (queue: Queue, cell: WaitCell, now: number) => number;
  readonly state: (queueKey: string, channel: Channel, now: number) => number;
};

/** What the session tells while it runs. */
export type SessionListener = {
  readonly onRequest?: (event: RequestEvent) => void;
  readonly onHealth?: (health: Health) => void;
  /** A status is in use that the profile does not list; told once for each. */
  readonly onUnlisted?: (status: UnlistedStatus) => void;
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
  /** What is learned of how operation states end. */
  readonly flips: FlipKnowledge;
  /** Chances, 0 to 1, that what is shown of a queue is no longer so at `now` (monotonic ms). */
  readonly doubts: QueueDoubts;
  readonly languages: readonly string[];
  readonly queueFilter: QueueFilter;
  /** From which values on a queue draws the eye. */
  readonly thresholds: Thresholds;
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
  thresholds?: Thresholds;
  dispatcher: Dispatcher;
  /** Replaces personal data in answers before anybody sees them. */
  mask?: ((body: Buffer) => Buffer) | null;
  clock: Clock;
  random: () => number;
}): TenantSession {
  const {clock, languages, queueFilter = ALL_QUEUES, thresholds = new Thresholds()} = options;
  const listeners = new Set<SessionListener>();
  const budget = new RequestBudget({clock, rate: options.rate, random: options.random, most: MOST_UNANSWERED});
  const client = new Client({
    access: options.access,
    dispatcher: options.dispatcher,
    budget,
    clock,
    patience: new PollPatience(options.rate),
    mask: options.mask ?? null,
    onRequest: event => {
      for (const listener of listeners) listener.onRequest?.(event);
    },
  });
  const picture = new Picture(statusList(options.statuses));
  const watchList = new WatchList();
  const attention = lookingAtAll();
  const waits = new WaitsPoll(picture, languages, {filter: queueFilter, attention, thresholds});
  const presence = new PresencePoll(picture, clock, attention);
  const directory = new DirectoryPoll(picture);
  const unlisted = new UnlistedPoll(picture, status => {
    for (const listener of listeners) listener.onUnlisted?.(status);
  });
  const operationStatus = new OperationStatusPoll(picture, attention);
  const hours = new HoursPoll(picture, operationStatus.knowledge.hours, clock);
  const poller = new Poller({
    client,
    budget,
    clock,
    planner: new Planner(crawlValue),
    restsOperations: true,
    sources: [
      () => waits.candidates(),
      () => directory.candidates(),
      () => presence.candidates(),
      () => unlisted.candidates(),
      () => operationStatus.candidates(),
      () => hours.candidates(),
      () => watchPolls(watchList, picture),
    ],
    listeners: {
      onSlept: ms => {
        sleepThrough(picture, ms);
        for (const one of [presence, operationStatus, hours, directory, unlisted, watchList]) one.slept(ms);
      },
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
    flips: operationStatus.knowledge,
    doubts: {
      wait: (queue, cell, now) => waits.doubt(queue, cell, now),
      state: (key, channel, now) => operationStatus.doubt(key, channel, now),
    },
    languages,
    queueFilter,
    thresholds,
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
