import type {AgentStatusJob, AgentStatusRow} from '../api/operations/agent-statuses.js';
import {stampOf} from '../lib/clock.js';
import type {Agent} from '../picture/agent.js';
import {safeText} from '../terminal/safe-text.js';
import type {ActionContext} from './action-context.js';
import type {ActionStep, Expected, Outcome, OutcomeRow} from './prepared-action.js';

/** What a logout ends in. */
export const OFFLINE = 'Offline';

/** One row of a change to status `wanted`, in the platform's words; null where it is not known what was wanted. */
export const outcomeRow = (row: AgentStatusRow, wanted: string | null): OutcomeRow => ({
  who: safeText(`${row.name ?? 'agent'} (${row.agent_id})`, 80),
  before: safeText(row.previous_status ?? '?', 40),
  after: safeText(row.current_status ?? '?', 40),
  message: row.message ? safeText(row.message, 200) : null,
  // Who is busy is logged out afterwards, and a message says so.
  ...(row.message && wanted === OFFLINE ? {isPutOff: true} : {}),
});

/**
 * Reads the answer of a status change or logout: rows are a finished result and certain knowledge, which goes into the
 * picture; an object is a job, which is followed.
 */
export function statusOutcome(context: ActionContext, data: unknown, wanted: string): Outcome {
  const {picture, watchList, clock} = context.session;
  if (!Array.isArray(data)) {
    const job = data as AgentStatusJob;
    watchList.follow('job', job.id, clock.now());
    const summary = `Job ${job.id} runs in the background; it is followed in Watch.${unseenNote(context, wanted)}`;
    return {summary, rows: [], isRefused: false, job: {kind: 'job', id: job.id, wanted}, expected: []};
  }
  const rows = data as readonly AgentStatusRow[];
  picture.applyStatusRows(rows, stampOf(clock));
  const told = rows.filter(row => row.message).length;
  const others = told > 0 ? `, ${told} ${wanted === OFFLINE ? 'after their call or chat' : 'not'}` : '';
  const summary = `${rows.length - told} of ${rows.length} changed to ${wanted}${others}.${rows.length > told ? unseenNote(context, wanted) : ''}`;
  return {
    summary: rows.length === 0 ? 'The platform reached nobody.' : summary,
    rows: rows.map(row => outcomeRow(row, wanted)),
    isRefused: wanted !== OFFLINE && rows.length > 0 && told === rows.length,
    job: null,
    expected: expectedOf(rows, wanted),
  };
}

/** Polls show statuses by their ids, so one whose id nobody knows is never seen: said beforehand; else empty. */
function unseenNote({session}: ActionContext, wanted: string): string {
  if (session.picture.statuses.byName(wanted)) return '';
  return ` The profile has no status "${safeText(wanted, 40)}": Activity cannot tell when it is seen.`;
}

/** Agents who, by these rows, now are in the wanted status, or will be after their call or chat. */
export const expectedOf = (rows: readonly AgentStatusRow[], wanted: string): readonly Expected[] =>
  rows.flatMap(({agent_id: agentId, message, current_status: current}): readonly Expected[] => {
    if (message) return wanted === OFFLINE ? [{agentId, status: wanted, isPutOff: true}] : [];
    return current?.trim().toLowerCase() === wanted.trim().toLowerCase() ? [{agentId, status: wanted}] : [];
  });

/** Where a change of status is seen whose answer was lost: in the polls of whoever is known to be meant. */
export const lookAtAgents =
  (context: ActionContext, agents: readonly Agent[], wanted: string): ActionStep['look'] =>
  () => ({
    words:
      agents.length > 0
        ? unseenNote(context, wanted).trim() || 'The next polls look at them: Activity tells when it is seen.'
        : 'Nobody is known to be meant: look at Presence before it is repeated.',
    expected: agents.map(agent => ({agentId: agent.id, status: wanted})),
  });
