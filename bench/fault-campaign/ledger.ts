import type {AuditRecord} from '../../source/audit/audit-record.js';

/** A change that reached the tenant. */
export type Change = {
  /** Ms since the epoch. */
  readonly wall: number;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number | null;
};

/** One action as its lines tell it. */
type Action = {
  readonly id: string;
  readonly key: string;
  readonly pid: number;
  readonly preparedAt: number;
  wasSent: boolean;
  /** Ms since the epoch; for ever while there is no outcome. */
  endedAt: number;
  /** The process that wrote the outcome; null without one. */
  endedBy: number | null;
  /** A change of this action that the tenant did not refuse with 429. */
  taken: Change | null;
};

/** What is wrong between a tenant's changes and the audit log. Each is a sentence. */
export type Judgement = {
  /** A change that came to the tenant more often than its action allows. */
  readonly repeated: readonly string[];
  /** A line that should be there: of a change without an action, of one without `sent`, of an action without an outcome. */
  readonly lost: readonly string[];
  /** Actions that a later start closed as unknown. */
  readonly closedLater: number;
  readonly actions: number;
};

/** Clocks are the same machine's, read one after the other, ms. */
const TOLERANCE_MS = 5;

const keyOf = (method: string, path: string, body: unknown): string => `${method} ${path} ${JSON.stringify(body)}`;
const OUTCOMES = new Set(['accepted', 'refused', 'unknown', 'cancelled']);

function actionsOf(records: readonly AuditRecord[]): readonly Action[] {
  const actions = new Map<string, Action>();
  for (const {actionId, at, event, request, who} of records) {
    const wall = Date.parse(at);
    const action = actions.get(actionId);
    if (!action && event === 'prepared' && request) {
      const key = keyOf(request.method, request.path, request.body);
      const open = {wasSent: false, endedAt: Number.POSITIVE_INFINITY, endedBy: null, taken: null};
      actions.set(actionId, {id: actionId, key, pid: who.pid, preparedAt: wall, ...open});
    } else if (action && event === 'sent') action.wasSent = true;
    else if (action && action.endedBy === null && OUTCOMES.has(event)) {
      action.endedAt = wall;
      action.endedBy = who.pid;
    }
  }
  return [...actions.values()];
}

/**
 * Compares what reached the tenant with the lines of the log. `killed`: ids of processes that were ended by SIGKILL: only
 * these may lack a line, and their actions must have been closed by a later start, but for those of a log that was `takenAway`.
 */
export function judge(
  changes: readonly Change[],
  records: readonly AuditRecord[],
  killed: ReadonlySet<number>,
  takenAway: ReadonlySet<string> = new Set(),
): Judgement {
  const repeated: string[] = [];
  const lost: string[] = [];
  const actions = actionsOf(records);
  const reached = new Set<Action>();
  for (const change of changes) {
    const {wall, method, path, body, status} = change;
    const key = keyOf(method, path, body);
    const of = actions.filter(
      one => one.key === key && one.preparedAt <= wall + TOLERANCE_MS && wall <= one.endedAt + TOLERANCE_MS,
    );
    const words = `${key} at ${new Date(wall).toISOString()} (${status ?? 'not answered'})`;
    // One that was sent again after a 429 is the same action; one that was not refused is the only one of its action.
    const free = of.find(one => one.taken === null);
    if (free) {
      reached.add(free);
      if (status !== 429) free.taken = change;
    } else if (actions.some(one => one.key === key && one.preparedAt <= wall + TOLERANCE_MS)) repeated.push(words);
    else lost.push(`no line was written before ${words}`);
  }
  for (const action of actions) {
    const words = `${action.key} of process ${action.pid}, action ${action.id}`;
    const wasKilled = killed.has(action.pid);
    if (reached.has(action) && !action.wasSent && !wasKilled) lost.push(`no line 'sent' for ${words}`);
    if (action.endedBy === null) {
      if (!wasKilled || !takenAway.has(action.id)) lost.push(`no outcome for ${words}`);
    } else if (action.endedBy !== action.pid && !wasKilled) lost.push(`closed by another process: ${words}`);
  }
  const closedLater = actions.filter(one => one.endedBy !== null && one.endedBy !== one.pid).length;
  return {repeated, lost, closedLater, actions: actions.length};
}
