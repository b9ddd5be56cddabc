import type {Client} from '../api/client.js';
import {ApiError} from '../api/errors.js';
import type {AuditLog} from '../audit/audit-log.js';
import type {AuditEvent} from '../audit/audit-record.js';
import {PRIORITY} from '../budget/request-budget.js';
import {type Clock, stampOf} from '../lib/clock.js';
import type {ActivityLog} from '../state/activity-log.js';
import {safeText} from '../terminal/safe-text.js';
import type {JobWatch} from './job-watch.js';
import type {ActionStep, OutcomeRow, PreparedAction} from './prepared-action.js';
import type {SeenWatch} from './seen-watch.js';

/** How an action ended as far as its answer tells. `unknown`: it was sent and no answer came. */
export type ActionResult = {
  readonly stage: 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'dry-run';
  /** A sentence; and what to do next, where something is to be done. */
  readonly words: string;
  readonly nextStep: string | null;
  readonly rows: readonly OutcomeRow[];
};

/** What the operator did to agree. */
export type Agreement = {readonly typed: readonly string[]};

/**
 * The only way from a prepared action to the network. It checks the agreement itself, writes the audit log before and
 * after, sends each step once, and tells the activity list.
 */
export class ActionRunner {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #audit: AuditLog;
  readonly #activity: ActivityLog;
  readonly #seen: SeenWatch;
  readonly #jobs: JobWatch;
  readonly #dryRun: boolean;

  constructor(options: {
    client: Client;
    clock: Clock;
    audit: AuditLog;
    activity: ActivityLog;
    seen: SeenWatch;
    jobs: JobWatch;
    dryRun: boolean;
  }) {
    this.#client = options.client;
    this.#clock = options.clock;
    this.#audit = options.audit;
    this.#activity = options.activity;
    this.#seen = options.seen;
    this.#jobs = options.jobs;
    this.#dryRun = options.dryRun;
  }

  /**
   * Runs every step in order; `onSent` is called when the last request leaves. Never throws because of the tenant, the
   * network or the disk.
   */
  async run(action: PreparedAction, agreement: Agreement, onSent: () => void = () => {}): Promise<ActionResult> {
    const missing = action.typed.find((proof, index) => agreement.typed[index] !== proof.text);
    if (missing) return this.#told(action, notSent(`Not sent: ${missing.what} was not typed.`));
    const rows: OutcomeRow[] = [];
    let summary = '';
    for (const [index, actionStep] of action.steps.entries()) {
      const result = await this.#step(action, actionStep, index, onSent);
      rows.push(...result.rows);
      if (result.stage !== 'accepted' && result.stage !== 'dry-run') {
        // What the requests before it did stands.
        const words = summary ? `${summary} Then: ${result.words}` : result.words;
        return this.#told(action, {...result, words, rows});
      }
      summary = [summary, result.words].filter(Boolean).join(' ');
    }
    const stage = this.#dryRun ? 'dry-run' : 'accepted';
    return this.#told(action, {stage, words: summary, nextStep: null, rows});
  }

  /** The operator thought better of it. */
  async cancelled(action: PreparedAction): Promise<void> {
    this.#activity.add(stampOf(this.#clock), 'action', `Cancelled: ${action.title}`);
    await this.#write(action, action.steps[0], 'cancelled', null);
  }

  async #step(
    action: PreparedAction,
    actionStep: ActionStep,
    index: number,
    onSent: () => void,
  ): Promise<ActionResult> {
    const {request} = actionStep;
    if (this.#dryRun) {
      await this.#write(action, actionStep, 'dry-run', null);
      const body = request.body ? ` ${request.body}` : '';
      return {
        stage: 'dry-run',
        words: `Dry run, nothing was sent: ${request.method} ${request.path}${body}`,
        nextStep: null,
        rows: [],
      };
    }
    const problem = await this.#write(action, actionStep, 'prepared', null);
    if (problem) return notSent(problem);
    this.#tell(`Sending: ${action.title}${action.steps.length > 1 ? ` (${index + 1} of ${action.steps.length})` : ''}`);
    try {
      const answer = await this.#client.run(actionStep.operation, actionStep.input as never, {
        passage: 'act',
        priority: PRIORITY.act,
        label: action.title,
        onSent: () => {
          if (index === action.steps.length - 1) onSent();
          void this.#write(action, actionStep, 'sent', null);
        },
      });
      const outcome = actionStep.read(answer.data);
      const stage = outcome.isRefused ? 'refused' : 'accepted';
      await this.#write(action, actionStep, stage, {status: answer.status, rows: outcome.rows});
      this.#seen.expect(action, outcome.expected, answer.at);
      if (outcome.job) this.#jobs.expect(action, outcome.job);
      return {stage, words: outcome.summary, nextStep: null, rows: outcome.rows};
    } catch (error) {
      return this.#failure(action, actionStep, error);
    }
  }

  async #failure(action: PreparedAction, actionStep: ActionStep, error: unknown): Promise<ActionResult> {
    const words = safeText(error instanceof Error ? error.message : String(error), 300);
    const nextStep = error instanceof ApiError ? error.nextStep : null;
    const stage = error instanceof ApiError && error.reached === 'no' ? 'refused' : 'unknown';
    await this.#write(action, actionStep, stage, {message: words});
    if (stage === 'refused') return {stage, words, nextStep, rows: []};
    const look = actionStep.look();
    this.#seen.expect(action, look.expected, stampOf(this.#clock));
    return {stage, words, nextStep: [nextStep, look.words].filter(Boolean).join(' '), rows: []};
  }

  #told(action: PreparedAction, result: ActionResult): ActionResult {
    const failed = result.rows.filter(row => row.message !== null);
    const lines = result.rows.map(
      row => `${row.who}: ${row.before} -> ${row.after}${row.message ? ` (${row.message})` : ''}`,
    );
    const kind =
      result.stage === 'accepted' && failed.length === 0 ? 'action' : result.stage === 'dry-run' ? 'notice' : 'problem';
    this.#activity.add(stampOf(this.#clock), kind, `${action.title}: ${result.stage}. ${result.words}`, lines);
    return result;
  }

  #tell(text: string): void {
    this.#activity.add(stampOf(this.#clock), 'action', text);
  }

  /** Resolves to the reason when the log could not be written, else to null. */
  async #write(
    action: PreparedAction,
    actionStep: ActionStep | undefined,
    event: AuditEvent,
    outcome: unknown,
  ): Promise<string | null> {
    const request = actionStep && {
      method: actionStep.request.method,
      path: actionStep.request.path,
      query: {},
      body: actionStep.request.body === null ? null : (JSON.parse(actionStep.request.body) as unknown),
    };
    try {
      await this.#audit.append({
        event,
        actionId: action.id,
        operation: actionStep?.operation.id ?? '',
        targets: action.targets,
        request: request ?? null,
        outcome,
      });
      return null;
    } catch (error) {
      const problem = safeText(error instanceof Error ? error.message : String(error), 300);
      this.#activity.add(stampOf(this.#clock), 'problem', problem);
      return problem;
    }
  }
}

const notSent = (words: string): ActionResult => ({
  stage: 'not-sent',
  words,
  nextStep: 'Nothing left this machine.',
  rows: [],
});
