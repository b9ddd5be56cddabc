import type {Answer, Client} from '../api/client.js';
import {ApiError, RateLimitedError, UnreadableAnswerError} from '../api/errors.js';
import type {RequestBudget} from '../budget/request-budget.js';
import {type Clock, type Stamp, stampOf} from '../lib/clock.js';
import {linkAbort} from '../lib/link-abort.js';
import {SleepWatch} from '../lib/sleep-watch.js';
import {type Candidate, isWatched, type PollRecord} from './candidate.js';
import {CredentialsPause} from './credentials-pause.js';
import {EarlyTries} from './early-tries.js';
import {notAnswered, OperationRests} from './operation-rests.js';
import type {Planner} from './planner.js';
import {PollRecords} from './poll-records.js';
import {isOfCredentials, Trouble} from './trouble.js';

/** How the tenant is doing, as far as polls can tell. */
export type Health = {
  /** starting: nothing answered yet. away: the last polls failed; what is shown grows old. */
  readonly state: 'starting' | 'live' | 'away';
  /** Since when the state lasts. */
  readonly since: Stamp;
  /** Why, while away. */
  readonly error: ApiError | null;
};

/** How much of what the plan wants to know is known. */
export type Coverage = {
  readonly known: number;
  readonly total: number;
  /** False while the queues themselves are not known, so that `total` is still too small. */
  readonly complete: boolean;
};

export type PollerListeners = {
  /** The machine slept for `ms`; told before the next question is chosen, and within 5 s while the tenant is left alone. */
  readonly onSlept?: (ms: number) => void;
  readonly onHealth: (health: Health) => void;
  /** A poll failed; told once per failure. */
  readonly onFailure: (candidate: Candidate, error: ApiError) => void;
};

/** Where candidates come from: the poll kinds, and what is being followed. */
export type CandidateSource = () => readonly Candidate[];

/** With nothing worth a slot, how soon to think again, ms; sooner when an answer arrives. */
const IDLE_MS = 200;
/** A long pause comes in pieces of this, ms: whether the machine slept is looked at between them. */
const LONGEST_IDLE_MS = 5000;
/** While the tenant is away, or all is at rest, every second slot is used: soon enough to be back within three. */
const AWAY_SLOTS = 2;
const NOT_NOW: PollRecord = {failures: 0, notBefore: Number.POSITIVE_INFINITY, inFlight: false};

/** A question on its way. */
type Asked = {readonly candidate: Candidate; readonly at: number; readonly value: number | null};

/** The one polling loop: every slot that nobody more urgent wants goes to the candidate of largest value. */
export class Poller {
  readonly #client: Client;
  readonly #budget: RequestBudget;
  readonly #clock: Clock;
  readonly #planner: Planner;
  readonly #sources: readonly CandidateSource[];
  readonly #listeners: PollerListeners;
  readonly #records: PollRecords;
  readonly #rests: OperationRests | null;
  readonly #early: EarlyTries;
  readonly #trouble = new Trouble();
  readonly #credentials = new CredentialsPause();
  /** Asked in vain since the tenant is away; the others have their turn first. */
  readonly #triedWhileAway = new Set<string>();
  readonly #sleep: SleepWatch;
  #health: Health;
  #pauseUntil = Number.NEGATIVE_INFINITY;
  /** Distance of slots that planned refreshes are told by: the present one, or that of before the tenant went away. */
  #plannedInterval: number;
  #wake: () => void = () => {};

  constructor(options: {
    client: Client;
    budget: RequestBudget;
    clock: Clock;
    planner: Planner;
    sources: readonly CandidateSource[];
    listeners: PollerListeners;
    /** Leaves an operation that the tenant does not answer at all alone for minutes; else only each question. */
    restsOperations?: boolean;
  }) {
    this.#client = options.client;
    this.#budget = options.budget;
    this.#clock = options.clock;
    this.#planner = options.planner;
    this.#sources = options.sources;
    this.#listeners = options.listeners;
    this.#records = new PollRecords(options.clock);
    this.#early = new EarlyTries(options.clock, this.#records);
    this.#sleep = new SleepWatch(options.clock);
    this.#rests = options.restsOperations ? new OperationRests(options.clock) : null;
    this.#health = {state: 'starting', since: stampOf(options.clock), error: null};
    this.#plannedInterval = options.budget.pace;
  }

  get health(): Health {
    return this.#health;
  }

  /** Polls until `signal` aborts. Never rejects because of the tenant, the network or the token. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#slot(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        this.#away(error, this.#clock.now());
      }
    }
  }

  /** What is known and what is still to be asked once. */
  coverage(): Coverage {
    let known = 0;
    let total = 0;
    let complete = true;
    for (const {kind, knownAt, due, coverage} of this.#candidates()) {
      if (isWatched(kind)) continue;
      if (coverage) {
        known += coverage.known;
        total += coverage.total;
        continue;
      }
      total += 1;
      if (knownAt !== null || due !== undefined) known += 1;
      else if (kind === 'waits') complete = false;
    }
    return {known, total, complete};
  }

  /** Ms after which `key` is expected to be asked again. Stands still while the tenant is away. */
  plannedRefresh(key: string): number {
    const {state, since} = this.#health;
    if (state !== 'away') this.#plannedInterval = this.#budget.pace;
    return this.#planner.plannedRefresh(key, this.#plannedInterval, state === 'away' ? since.mono : this.#clock.now());
  }

  /** Makes every back-off end now: the operator asked for a refresh. */
  retryNow(): void {
    this.#pauseUntil = Number.NEGATIVE_INFINITY;
    this.#records.forgetBackOffs();
    this.#rests?.endNow();
    this.#credentials.end(this.#clock.now());
    this.#wake();
  }

  /** Gives one slot away; or, with nothing to ask, waits until there may be something. */
  async #slot(signal: AbortSignal): Promise<void> {
    this.#noticeSleep();
    const pause = this.#pauseUntil - this.#clock.now();
    if (pause > 0) return this.#idle(pause, signal);
    const asked: Asked[] = [];
    const choose = () => {
      const now = this.#clock.now();
      const candidate = this.#pauseUntil > now ? null : this.#choose(now);
      if (!candidate) return null;
      asked.push({candidate, at: now, value: this.#planner.bestValue});
      this.#records.sent(candidate.key);
      this.#rests?.sent(candidate);
      candidate.onAsked?.();
      return candidate;
    };
    try {
      const sent = await this.#client.poll(choose, {label: 'next poll', signal});
      const [one] = asked;
      if (!sent || !one) {
        const left = this.#pauseUntil - this.#clock.now();
        return await this.#idle(left > 0 ? left : this.#early.wait(IDLE_MS), signal);
      }
      void this.#settle(one, sent.answer, signal);
    } catch (error) {
      // A request that cannot even be built is a fault of its question, not of the tenant.
      const [one] = asked;
      if (!one || signal.aborted) throw error;
      this.#failed(one, error);
    }
  }

  async #settle(asked: Asked, answer: Promise<Answer<unknown>>, signal: AbortSignal): Promise<void> {
    try {
      this.#answered(asked, await answer);
    } catch (error) {
      if (!signal.aborted) this.#failed(asked, error);
    } finally {
      this.#wake();
    }
  }

  #candidates(): readonly Candidate[] {
    return this.#sources.flatMap(source => source());
  }

  #noticeSleep(): void {
    const slept = this.#sleep.lasted();
    if (slept > 0) this.#listeners.onSlept?.(slept);
  }

  #choose(now: number): Candidate | null {
    this.#noticeSleep();
    const candidates = this.#candidates();
    this.#records.prune(candidates);
    const tried = this.#triedWhileAway;
    const pick = () => {
      const recordOf = (key: string, candidate: Candidate) =>
        tried.has(key) || this.#rests?.isResting(candidate) ? NOT_NOW : this.#records.get(key);
      return this.#planner.choose(candidates, recordOf, now);
    };
    let first = pick();
    if (!first && tried.size > 0) {
      tried.clear();
      first = pick();
    }
    if (first || !this.#rests) return first;
    // While nothing else is answered either, an operation that is not cannot be told from a tenant that is away.
    const isAnswering = this.#trouble.isOver;
    const mayBeAsked = candidates.filter(candidate => !isAnswering || !this.#rests?.isResting(candidate));
    const early = this.#early.keys(mayBeAsked, AWAY_SLOTS * this.#budget.interval);
    if (early.size === 0) return null;
    return this.#planner.choose(candidates, key => (early.has(key) ? undefined : NOT_NOW), now);
  }

  #answered({candidate, at, value}: Asked, answer: Answer<unknown>): void {
    this.#trouble.over();
    if (this.#health.state !== 'live') {
      this.#pauseUntil = Number.NEGATIVE_INFINITY;
      this.#triedWhileAway.clear();
      this.#health = {state: 'live', since: answer.at, error: null};
      this.#listeners.onHealth(this.#health);
    }
    candidate.apply(answer, at);
    this.#planner.paid(value);
    // Only now: an answer that cannot be used is a failure, and the failures before it count on.
    this.#records.succeeded(candidate.key);
    this.#rests?.succeeded(candidate);
    this.#credentials.end();
  }

  #failed({candidate, at}: Asked, cause: unknown): void {
    const isAnswered = !(cause instanceof ApiError);
    const error = isAnswered
      ? new UnreadableAnswerError(`${candidate.label}: the answer could not be used: ${String(cause)}`, {cause})
      : cause;
    this.#records.landed(candidate.key);
    if (candidate.onError?.(error)) return;
    if (error instanceof RateLimitedError) {
      this.#listeners.onFailure(candidate, error);
      return;
    }
    if (isAnswered || !this.#trouble.isTenantWide(candidate, error)) {
      this.#records.failed(candidate.key);
      const begins = this.#rests?.failed(candidate) ?? false;
      this.#listeners.onFailure(candidate, begins ? notAnswered(candidate, error) : error);
      return;
    }
    this.#listeners.onFailure(candidate, error);
    this.#rests?.forgive(this.#trouble.keys);
    // These failed because of the tenant; they are not to be put off when it is back.
    for (const key of this.#trouble.keys) this.#records.forgive(key);
    this.#triedWhileAway.add(candidate.key);
    this.#away(error, at);
  }

  /** `at`: monotonic ms of the request that failed. */
  #away(error: ApiError, at: number): void {
    const until = isOfCredentials(error)
      ? this.#credentials.untilNextTry(at, this.#clock.now())
      : at + AWAY_SLOTS * this.#budget.interval;
    this.#pauseUntil = Math.max(this.#pauseUntil, until);
    // Brings the interval up to date once more, before it stands still.
    if (this.#health.state !== 'away') this.#plannedInterval = this.#budget.pace;
    const since = this.#health.state === 'away' ? this.#health.since : stampOf(this.#clock);
    this.#health = {state: 'away', since, error};
    this.#listeners.onHealth(this.#health);
  }

  /** Waits for `ms`, or a piece of it, an answer, or the operator's wish. */
  async #idle(ms: number, signal: AbortSignal): Promise<void> {
    const link = linkAbort(signal);
    this.#wake = () => link.abort(null);
    await this.#clock.sleep(Math.min(ms, LONGEST_IDLE_MS), link.signal).catch(() => {});
    this.#wake = () => {};
    link.unlink();
  }
}
