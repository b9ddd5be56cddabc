import type {AuditLog} from '../audit/audit-log.js';
import {type Clock, stampOf} from '../lib/clock.js';
import {isNotDone} from '../lib/target-outcome.js';
import type {Watched, WatchList, WatchRef} from '../picture/watch-list.js';
import type {ActivityLog} from '../state/activity-log.js';
import type {OutcomeRow, PreparedAction} from './prepared-action.js';
import type {SeenWatch} from './seen-watch.js';
import {expectedOf, outcomeRow} from './status-outcome.js';

type Awaited = WatchRef & {readonly action: PreparedAction; readonly wanted: string | null};

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

  /** The tenant began a job for `action`; `wanted`: the status that it is to bring, where it brings one. */
  expect(action: PreparedAction, job: WatchRef & {readonly wanted: string | null}): void {
    this.#awaited = [...this.#awaited, {action, ...job}];
    // A short job may have ended while its answer was written into the audit log.
    this.#look();
  }

  #look(): void {
    const over = this.#awaited.flatMap(awaited => {
      const watched = this.#watchList.get(awaited.kind, awaited.id, awaited.parent);
      // What is no longer followed cannot be told about.
      return !watched || watched.ended || isChecked(awaited, watched) ? [{awaited, watched}] : [];
    });
    if (over.length === 0) return;
    const ended = new Set(over.map(({awaited}) => awaited));
    this.#awaited = this.#awaited.filter(awaited => !ended.has(awaited));
    for (const {awaited, watched} of over) if (watched) this.#report(awaited, watched);
  }

  #report(awaited: Awaited, watched: Watched): void {
    const {action, id, wanted} = awaited;
    const rows = watched.rows.map(row => outcomeRow(row, wanted));
    const told = endOf(id, watched, rows);
    const at = stampOf(this.#clock);
    const lines = rows.map(row => `${row.who}: ${row.before} -> ${row.after}${row.message ? ` (${row.message})` : ''}`);
    this.#activity.add(at, told.isProblem ? 'problem' : 'action', `${told.words} ${action.title}`, lines);
    if (wanted !== null) this.#seen.expect(action, expectedOf(watched.rows, wanted), watched.at ?? at);
    void this.#audit
      .append({
        event: told.event,
        actionId: action.id,
        operation: action.steps[0]?.operation.id ?? '',
        targets: action.targets,
        request: null,
        outcome: {job: id, status: watched.status, detail: watched.detail, problem: watched.problem, rows},
      })
      .catch((error: unknown) => this.#activity.add(at, 'problem', String(error)));
  }
}

type JobEnd = {readonly event: 'accepted' | 'refused' | 'unknown'; readonly words: string; readonly isProblem: boolean};

/** A job's totals as its detail has them: `10 of 12, 2 failed` means that 10 are through, 2 of them without success. */
const TOTALS = /^(\d+) of (\d+)(?:, (\d+) failed)?$/;

/** An upload asks for the check of a file alone; proceeding with it is another action, and dangerous. */
const isChecked = ({action, kind}: Awaited, {status}: Watched): boolean =>
  kind === 'bulk-users' && action.class === 'write' && status === CHECKED;
const CHECKED = 'valid_scheme';
const FAULTY = 'invalid_scheme';

/** How a job ended: by its rows, else by its own totals; one that tells neither leaves it unknown. */
export function endOf(id: number, watched: Watched, rows: readonly OutcomeRow[]): JobEnd {
  const {status, problem, detail} = watched;
  // A look that failed is what ended it: nobody has seen the job's own end.
  const isSeenEnded = problem === null && status !== null;
  const ended = `Job ${id} ${isSeenEnded ? status : 'is no longer told about'}`;
  if (isSeenEnded && status === CHECKED)
    return {event: 'accepted', words: `${ended}: the file passed its check.`, isProblem: false};
  if (isSeenEnded && status === FAULTY)
    return {event: 'refused', words: `${ended}: the file has faults.`, isProblem: true};
  if (isSeenEnded && rows.length > 0) {
    const failed = rows.filter(isNotDone).length;
    return counted(ended, {done: rows.length - failed, failed, total: rows.length});
  }
  const totals = isSeenEnded ? TOTALS.exec(detail) : null;
  if (totals) {
    const [through, total, failed] = [totals[1], totals[2], totals[3] ?? 0].map(Number) as [number, number, number];
    return counted(ended, {done: through - failed, failed, total});
  }
  const why = problem ?? 'it told neither agents nor totals';
  return {event: 'unknown', words: `${ended}: how it went cannot be learned: ${why}.`, isProblem: true};
}

const counted = (ended: string, {done, failed, total}: {done: number; failed: number; total: number}): JobEnd => ({
  event: total > 0 && failed >= total ? 'refused' : 'accepted',
  words: `${ended}: ${done} of ${total} changed.`,
  isProblem: done < total,
});
