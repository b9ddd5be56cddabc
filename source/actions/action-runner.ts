import type {Answer} from '../api/client.js';
import type {AuditLog} from '../audit/audit-log.js';
import {PRIORITY} from '../budget/request-budget.js';
import {ageOf, type Clock, stampOf} from '../lib/clock.js';
import {requestWords} from '../lib/request-words.js';
import {SleepWatch} from '../lib/sleep-watch.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {ActivityLog} from '../state/activity-log.js';
import {safeText} from '../terminal/safe-text.js';
import {failureOf} from './action-failure.js';
import {ActionJournal} from './action-journal.js';
import {type ActionResult, activityOf, NOTHING_LEFT, notSent} from './action-result.js';
import {type Agreement, objection} from './check-agreement.js';
import {Departure, refusalsOf} from './departure.js';
import type {JobWatch} from './job-watch.js';
import {type ActionStep, type OutcomeRow, type PreparedAction, sentWords} from './prepared-action.js';
import type {SecondPerson} from './second-person.js';
import type {SeenWatch} from './seen-watch.js';
import {stillAgreed} from './still-agreed.js';
import {impatient, leaving, overslept, StoppedWaiting} from './stopped-waiting.js';

/** What was agreed to leaves within this or not at all, ms: later the floor is another one. */
const PATIENCE_MS = 30_000;
/** A timer is never this late but after a sleep, ms. */
const SLEPT_AT_LEAST_MS = 5000;

/**
 * The only way from a prepared action to the network. It checks the agreement itself, writes the audit log before and
 * after, sends each step once, and tells the activity list.
 */
export class ActionRunner {
  readonly #session: Pick<TenantSession, 'client' | 'listen' | 'budget'>;
  readonly #clock: Clock;
  readonly #journal: ActionJournal;
  readonly #activity: ActivityLog;
  readonly #seen: SeenWatch;
  readonly #jobs: JobWatch;
  readonly #dryRun: boolean;
  readonly #countdownMs: number;
  readonly #second: SecondPerson | null;
  readonly #signal: AbortSignal | undefined;
  readonly #running = new Map<PreparedAction, Promise<unknown>>();
  readonly #departures = new Set<Departure>();
  readonly #begun = new WeakSet<PreparedAction>();
  /** Of those that run: no further request of them is to leave. */
  readonly #stopped = new WeakSet<PreparedAction>();

  /**
   * `countdownMs`: the shortest countdown of a dangerous action. When `signal` aborts, what still waits for its slot is
   * not sent, and nothing is begun any more; what is under way waits for its answer.
   */
  constructor(options: {
    session: Pick<TenantSession, 'client' | 'clock' | 'listen' | 'budget'>;
    audit: AuditLog;
    activity: ActivityLog;
    seen: SeenWatch;
    jobs: JobWatch;
    dryRun: boolean;
    countdownMs: number;
    /** Who must agree as well, where the profile asks for that. */
    second?: SecondPerson | null;
    signal?: AbortSignal;
  }) {
    this.#session = options.session;
    this.#clock = options.session.clock;
    this.#journal = new ActionJournal(options.audit, options.activity, options.session.clock);
    this.#activity = options.activity;
    this.#seen = options.seen;
    this.#jobs = options.jobs;
    this.#dryRun = options.dryRun;
    this.#countdownMs = options.countdownMs;
    this.#second = options.second ?? null;
    this.#signal = options.signal;
    this.#session.listen({
      onRequest: event => {
        for (const departure of this.#departures) departure.heard(event);
      },
    });
    options.signal?.addEventListener('abort', () => {
      for (const departure of this.#departures) departure.waitNoLonger(leaving);
    });
  }

  /**
   * Runs every step in order; `onSent` is called when the last request leaves. Never throws because of the tenant, the
   * network or the disk.
   */
  run(action: PreparedAction, agreement: Agreement, onSent: () => void = () => {}): Promise<ActionResult> {
    this.#begun.add(action);
    const running = this.#toItsEnd(action, agreement, onSent);
    this.#running.set(action, running);
    // It leaves the list before anybody hears of its end: whoever waits for all of them would else turn in a circle.
    const end = () => this.#running.delete(action);
    running.then(end, end);
    return running;
  }

  /**
   * Takes an action back before a request of it has left; false when one is under way, it was taken back
   * before, or is over. That one is not sent
   * again if the tenant refuses it (429), and what would follow it is not sent either.
   */
  withdraw(action: PreparedAction): boolean {
    if (!this.#running.has(action) || this.#stopped.has(action)) return false;
    this.#stopped.add(action);
    const departure = [...this.#departures].find(({actionId}) => actionId === action.id);
    // Without one it is between its requests, or its line is being written.
    departure?.waitNoLonger(() => new StoppedWaiting('Cancelled while it waited for its slot.'));
    return !departure?.isUnderWay;
  }

  /** Resolves when every action that runs has its outcome, in the audit log too. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }

  async #toItsEnd(action: PreparedAction, agreement: Agreement, onSent: () => void): Promise<ActionResult> {
    try {
      return await this.#run(action, agreement, onSent);
    } finally {
      await this.#second?.close(action);
    }
  }

  async #run(action: PreparedAction, agreement: Agreement, onSent: () => void): Promise<ActionResult> {
    // From here on: what was agreed to before the machine slept is not sent.
    const sleep = new SleepWatch(this.#clock);
    const against = objection(action, agreement, {now: stampOf(this.#clock), countdownMs: this.#countdownMs});
    if (against !== null) return this.#told(action, notSent(against));
    const alone = this.#dryRun ? null : await this.#withoutSecond(action);
    if (alone !== null) return this.#told(action, notSent(alone));
    const rows: OutcomeRow[] = [];
    let summary = '';
    let answer: Answer<unknown> | undefined;
    let unwritten: string | undefined;
    for (const [index, actionStep] of action.steps.entries()) {
      const result = await this.#step(action, actionStep, {index, sleep, onSent});
      rows.push(...result.rows);
      if (result.stage !== 'accepted' && result.stage !== 'dry-run') {
        // What the requests before it did stands.
        if (summary === '') return this.#told(action, {...result, rows});
        const stands = result.stage === 'refused' ? 'What was done before stands.' : 'Nothing more was sent.';
        const nextStep = result.stage === 'unknown' ? result.nextStep : stands;
        return this.#told(action, {...result, words: `${summary} Then: ${result.words}`, nextStep, rows});
      }
      answer = result.answer;
      unwritten ??= result.unwritten;
      summary = [summary, result.words].filter(Boolean).join(' ');
    }
    const stage = this.#dryRun ? 'dry-run' : 'accepted';
    const told = {stage, words: summary, nextStep: null, rows, ...(unwritten ? {unwritten} : {})} as const;
    return this.#told(action, {...told, ...(answer ? {answer} : {})});
  }

  /** Why an action that a second person must agree to is not sent, or null: who agreed is then in the audit log. */
  async #withoutSecond(action: PreparedAction): Promise<string | null> {
    if (!this.#second?.isNeeded(action)) return null;
    try {
      const {uid, name} = await this.#second.proof(action);
      const message = `agreed to by ${safeText(name, 60)} (uid ${uid})`;
      return await this.#journal.write(action, action.steps[0], 'approved', {message, uid, name});
    } catch (error) {
      return safeText(error instanceof Error ? error.message : String(error), 300);
    }
  }

  /** The operator thought better of it, before it was run. */
  async cancelled(action: PreparedAction): Promise<void> {
    if (this.#begun.has(action)) return;
    await this.#second?.close(action);
    this.#activity.add(stampOf(this.#clock), 'action', `Cancelled: ${action.title}`);
    await this.#journal.write(action, action.steps[0], 'cancelled', null);
  }

  async #step(
    action: PreparedAction,
    actionStep: ActionStep,
    {index, sleep, onSent}: {index: number; sleep: SleepWatch; onSent: () => void},
  ): Promise<ActionResult> {
    const {request} = actionStep;
    if (this.#dryRun) {
      await this.#journal.write(action, actionStep, 'dry-run', null);
      return {
        stage: 'dry-run',
        words: `Dry run, nothing was sent: ${requestWords(request)}`,
        nextStep: null,
        rows: [],
      };
    }
    const problem = this.#stopped.has(action) ? null : await this.#journal.write(action, actionStep, 'prepared', null);
    if (problem) return notSent(problem);
    if (this.#stopped.has(action)) {
      const words = 'Cancelled before it was sent.';
      await this.#journal.write(action, actionStep, 'cancelled', {message: words, sent: false});
      return notSent(words);
    }
    const departure = new Departure(action.id);
    try {
      const answer = await this.#send(action, actionStep, departure, sleep, () => {
        if (index === action.steps.length - 1) onSent();
        // Not before: drawing the list takes as long as a round trip.
        this.#activity.add(stampOf(this.#clock), 'action', sentWords(action, index));
      });
      const outcome = actionStep.read(answer.data, answer);
      const stage = outcome.isRefused ? 'refused' : 'accepted';
      const told = {status: answer.status, rows: outcome.rows, ...refusalsOf(departure)};
      const unwritten = await this.#journal.write(action, actionStep, stage, told);
      this.#seen.expect(action, outcome.expected, answer.at);
      if (outcome.job) this.#jobs.expect(action, outcome.job);
      return {
        stage,
        words: outcome.summary,
        nextStep: null,
        rows: outcome.rows,
        answer,
        ...(unwritten ? {unwritten} : {}),
      };
    } catch (error) {
      return this.#failure(action, actionStep, departure, error);
    }
  }

  /** Sends one request, which waits for its slot no longer than the patience lasts or the program runs. */
  async #send(
    action: PreparedAction,
    actionStep: ActionStep,
    departure: Departure,
    sleep: SleepWatch,
    onSent: () => void,
  ) {
    const over = new AbortController();
    const since = stampOf(this.#clock);
    // At a slow rate the slots themselves lie far apart.
    const patience = Math.max(PATIENCE_MS, (2 * 1000) / this.#session.budget.view().rate);
    this.#departures.add(departure);
    if (this.#signal?.aborted) departure.waitNoLonger(leaving);
    void this.#clock.sleep(patience, over.signal).then(
      () => departure.waitNoLonger(() => impatient(departure, patience)),
      () => {},
    );
    try {
      return await this.#session.client.run(actionStep.operation, actionStep.input as never, {
        passage: 'act',
        priority: PRIORITY.act,
        label: action.title,
        signal: departure.signal,
        // The row decides: of what writes, the end-user upsert alone may be sent again.
        isRepeated: true,
        ...(actionStep.isLenient ? {isLenient: true} : {}),
        ...(actionStep.sink ? {sink: actionStep.sink} : {}),
        beforeTry: () => stillAgreed(this.#second, action, departure),
        beforeLeaving: () => {
          const waited = ageOf(this.#clock, since);
          if (actionStep.operation.class === 'read') return;
          // Where the monotonic clock goes on through a sleep, only the time that has passed tells of it.
          if (sleep.lasted() > 0 || waited > patience + SLEPT_AT_LEAST_MS) departure.keepBack(overslept(departure));
        },
        onSent: () => {
          onSent();
          if (departure.leaves()) void this.#journal.write(action, actionStep, 'sent', null);
        },
      });
    } finally {
      over.abort();
      this.#departures.delete(departure);
    }
  }

  async #failure(
    action: PreparedAction,
    actionStep: ActionStep,
    departure: Departure,
    thrown: unknown,
  ): Promise<ActionResult> {
    const {error, stage, words, nextStep} = failureOf(thrown, departure);
    const outcome = {message: words, ...refusalsOf(departure)};
    if (stage === 'not-sent') {
      await this.#journal.write(action, actionStep, 'cancelled', {...outcome, sent: departure.refusals > 0});
      const left = departure.refusals > 0 ? 'The tenant refused it before (429): nothing was done.' : NOTHING_LEFT;
      return {...notSent(words), nextStep: nextStep && nextStep !== left ? `${nextStep} ${left}` : left, cause: error};
    }
    const unwritten = await this.#journal.write(action, actionStep, stage, outcome);
    const result = {stage, words, rows: [], cause: error, ...(unwritten ? {unwritten} : {})};
    if (stage === 'refused') return {...result, nextStep};
    const look = actionStep.look();
    this.#seen.expect(action, look.expected, stampOf(this.#clock));
    return {...result, nextStep: [nextStep, look.words].filter(Boolean).join(' ')};
  }

  #told(action: PreparedAction, result: ActionResult): ActionResult {
    const {kind, text, lines} = activityOf(action, result);
    this.#activity.add(stampOf(this.#clock), kind, text, lines);
    return result;
  }
}
