import type {Answer, Client} from '../api/client.js';
import {
  ApiError,
  CredentialsRefusedError,
  RateLimitedError,
  TenantFailedError,
  UnreadableAnswerError,
} from '../api/errors.js';
import type {RequestBudget} from '../budget/request-budget.js';
import {type Clock, type Stamp, stampOf} from '../lib/clock.js';
import type {Candidate, PollRecord} from './candidate.js';
import type {Planner} from './planner.js';

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
  readonly onHealth: (health: Health) => void;
  /** A poll failed; told once per failure. */
  readonly onFailure: (candidate: Candidate, error: ApiError) => void;
};

/** Where candidates come from: the poll kinds, and what is being followed. */
export type CandidateSource = () => readonly Candidate[];

/** With nothing worth a slot, how soon to think again, ms. */
const IDLE_MS = 200;
/** Slots left out between tries while the tenant is away: soon enough to be back within three. */
const AWAY_SLOTS = 2;
/** Wrong credentials do not heal by themselves within seconds, and repeating them may lock an account. */
const CREDENTIALS_PAUSE_MS = 15_000;
const FIRST_BACK_OFF_MS = 5000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;

/** The one polling loop: every slot that nobody more urgent wants goes to the candidate of largest value. */
export class Poller {
  readonly #client: Client;
  readonly #budget: RequestBudget;
  readonly #clock: Clock;
  readonly #planner: Planner;
  readonly #sources: readonly CandidateSource[];
  readonly #listeners: PollerListeners;
  readonly #records = new Map<string, PollRecord>();
  #health: Health;
  #pauseUntil = Number.NEGATIVE_INFINITY;
  #failuresInRow = 0;

  constructor(options: {
    client: Client;
    budget: RequestBudget;
    clock: Clock;
    planner: Planner;
    sources: readonly CandidateSource[];
    listeners: PollerListeners;
  }) {
    this.#client = options.client;
    this.#budget = options.budget;
    this.#clock = options.clock;
    this.#planner = options.planner;
    this.#sources = options.sources;
    this.#listeners = options.listeners;
    this.#health = {state: 'starting', since: stampOf(options.clock), error: null};
  }

  get health(): Health {
    return this.#health;
  }

  /** Polls until `signal` aborts. Never rejects because of the tenant or the network. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#slot(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        // The token could not be had, or a profile's path does not fit: told, and tried again.
        this.#away(error);
        await this.#clock.sleep(CREDENTIALS_PAUSE_MS, signal).catch(() => {});
      }
    }
  }

  /** What is known and what is still to be asked once. */
  coverage(): Coverage {
    const questions = this.#candidates().filter(candidate => candidate.kind !== 'job' && candidate.kind !== 'chat');
    const waits = questions.filter(candidate => candidate.kind === 'waits');
    const known = questions.filter(candidate => candidate.knownAt !== null || candidate.due !== undefined);
    return {known: known.length, total: questions.length, complete: waits.every(one => one.knownAt !== null)};
  }

  /** Ms after which `key` is expected to be asked again. */
  plannedRefresh(key: string): number {
    return this.#planner.plannedRefresh(key, this.#budget.interval);
  }

  /** Makes every back-off end now: the operator asked for a refresh. */
  retryNow(): void {
    this.#pauseUntil = Number.NEGATIVE_INFINITY;
    for (const [key, record] of this.#records) this.#records.set(key, {...record, notBefore: 0});
  }

  async #slot(signal: AbortSignal): Promise<void> {
    const pause = this.#pauseUntil - this.#clock.now();
    if (pause > 0) await this.#clock.sleep(Math.min(pause, IDLE_MS), signal).catch(() => {});
    if (signal.aborted || this.#pauseUntil > this.#clock.now()) return;
    let chosen: Candidate | null = null;
    let askedAt = 0;
    const choose = () => {
      askedAt = this.#clock.now();
      chosen = this.#planner.choose(this.#candidates(), key => this.#records.get(key), askedAt);
      if (chosen) this.#note(chosen.key, {inFlight: true});
      return chosen;
    };
    const sent = await this.#client.poll(choose, {label: 'next poll', signal});
    if (!chosen || !sent) {
      await this.#clock.sleep(IDLE_MS, signal).catch(() => {});
      return;
    }
    const asked: Candidate = chosen;
    void sent.answer.then(answer => this.#answered(asked, answer, askedAt)).catch(error => this.#failed(asked, error));
  }

  #candidates(): readonly Candidate[] {
    return this.#sources.flatMap(source => source());
  }

  #answered(candidate: Candidate, answer: Answer<unknown>, askedAt: number): void {
    this.#records.delete(candidate.key);
    this.#failuresInRow = 0;
    if (this.#health.state !== 'live') {
      this.retryNow();
      this.#health = {state: 'live', since: answer.at, error: null};
      this.#listeners.onHealth(this.#health);
    }
    candidate.apply(answer, askedAt);
  }

  #failed(candidate: Candidate, cause: unknown): void {
    const error =
      cause instanceof ApiError
        ? cause
        : new UnreadableAnswerError(`${candidate.label}: the answer could not be used: ${String(cause)}`, {cause});
    this.#note(candidate.key, {inFlight: false});
    this.#listeners.onFailure(candidate, error);
    if (error instanceof RateLimitedError) return;
    this.#failuresInRow += 1;
    if (mayBeTenantWide(error) && (error.status !== 500 || this.#failuresInRow > 1)) {
      this.#away(error);
      return;
    }
    const failures = (this.#records.get(candidate.key)?.failures ?? 0) + 1;
    const wait = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
    this.#note(candidate.key, {failures, notBefore: this.#clock.now() + wait});
  }

  #away(error: ApiError): void {
    const pause =
      error instanceof CredentialsRefusedError ? CREDENTIALS_PAUSE_MS : (AWAY_SLOTS - 1) * this.#budget.interval;
    this.#pauseUntil = this.#clock.now() + pause;
    const since = this.#health.state === 'away' ? this.#health.since : stampOf(this.#clock);
    this.#health = {state: 'away', since, error};
    this.#listeners.onHealth(this.#health);
  }

  #note(key: string, news: Partial<PollRecord>): void {
    const before = this.#records.get(key) ?? {failures: 0, notBefore: Number.NEGATIVE_INFINITY, inFlight: false};
    this.#records.set(key, {...before, ...news});
  }
}

/** No answer at all, wrong credentials, a failing server: signs that every other question would fail too. */
const mayBeTenantWide = (error: ApiError): boolean =>
  error.status === null || error instanceof TenantFailedError || error instanceof CredentialsRefusedError;
