import type {AuditLog} from '../audit/audit-log.js';
import {type Clock, stampOf} from '../lib/clock.js';
import type {Watched, WatchList} from '../picture/watch-list.js';
import type {ActivityLog} from '../state/activity-log.js';
import type {PreparedAction} from './prepared-action.js';
import type {SeenWatch} from './seen-watch.js';
import {expectedOf, outcomeRow} from './status-outcome.js';

type Awaited = {readonly action: PreparedAction; readonly id: number; readonly wanted: string};

/** Waits for the end of background jobs, which bring what an answer could not: how it went for each agent. */
export class JobWatch {
  readonly #watchList: WatchList;
  readonly #clock: Clock;
  readonly #activity: ActivityLog;
  readonly #audit: AuditLog;
  readonly #seen: SeenWatch;
  #awaited: readonly Awaited[] = [];

  constructor(options: {
    watchList: WatchList;
    clock: Clock;
    activity: ActivityLog;
    audit: AuditLog;
    seen: SeenWatch;
  }) {
    this.#watchList = options.watchList;
    this.#clock = options.clock;
    this.#activity = options.activity;
    this.#audit = options.audit;
    this.#seen = options.seen;
    this.#watchList.onChange(() => this.#look());
  }

  /** The tenant began a job for `action` that is to bring a status. */
  expect(action: PreparedAction, job: {readonly id: number; readonly wanted: string}): void {
    this.#awaited = [...this.#awaited, {action, ...job}];
    // A short job may have ended while its answer was written into the audit log.
    this.#look();
  }

  #look(): void {
    const over = this.#awaited.flatMap(awaited => {
      const watched = this.#watchList.get('job', awaited.id);
      // What is no longer followed cannot be told about.
      return !watched || watched.ended ? [{awaited, watched}] : [];
    });
    if (over.length === 0) return;
    const ended = new Set(over.map(({awaited}) => awaited));
    this.#awaited = this.#awaited.filter(awaited => !ended.has(awaited));
    for (const {awaited, watched} of over) if (watched) this.#report(awaited, watched);
  }

  #report({action, id, wanted}: Awaited, watched: Watched): void {
    const rows = watched.rows.map(outcomeRow);
    const failed = rows.filter(row => row.message !== null).length;
    const at = stampOf(this.#clock);
    const words = `Job ${id} ${watched.status ?? 'ended'}: ${rows.length - failed} of ${rows.length} changed. ${action.title}`;
    const lines = rows.map(row => `${row.who}: ${row.before} -> ${row.after}${row.message ? ` (${row.message})` : ''}`);
    this.#activity.add(at, failed > 0 || rows.length === 0 ? 'problem' : 'action', words, lines);
    this.#seen.expect(action, expectedOf(watched.rows, wanted), watched.at ?? at);
    void this.#audit
      .append({
        event: rows.length > 0 && failed === rows.length ? 'refused' : 'accepted',
        actionId: action.id,
        operation: action.steps[0]?.operation.id ?? '',
        targets: action.targets,
        request: null,
        outcome: {job: id, status: watched.status, rows},
      })
      .catch((error: unknown) => this.#activity.add(at, 'problem', String(error)));
  }
}
