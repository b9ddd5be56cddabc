import type {OperationInput} from '../api/build-request.js';
import type {AnyOperation} from '../api/operation.js';
import type {AgentStatusRow} from '../api/operations/agent-statuses.js';
import type {ActionContext} from './action-context.js';
import {busyFacts, presenceFacts, previewOf} from './hit-agents.js';
import {namesakeFacts} from './namesakes.js';
import type {ActionStep, Outcome, PreviewRow, Target} from './prepared-action.js';
import {heldBySystem, teamFacts} from './set-agent-status.js';
import {lookAtAgents, OFFLINE, statusOutcome} from './status-outcome.js';
import {expandSelection, teamsOf} from './team-members.js';

/** What more is known of an operation that changes presence than of any other: the same as of the keys for it. */
export type OperationPresence = {
  readonly preview: readonly PreviewRow[];
  readonly facts: readonly string[];
  /** Reads an answer of rows; null for any other. */
  readonly read: (data: unknown) => Outcome | null;
  /** Null where nobody of them is known. */
  readonly look: ActionStep['look'] | null;
  /** The status that is wanted. */
  readonly wanted: string;
};

/** Whom an input hits, as far as the picture knows them, and how it is seen; null for operations that change no presence. */
export function operationPresence(
  context: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  targets: readonly Target[],
): OperationPresence | null {
  const wanted = operation.setsPresence?.(input);
  if (wanted === undefined || wanted === null) return null;
  const idsOf = (of: string): ReadonlySet<number> =>
    new Set(targets.filter(({kind}) => kind === of).map(({id}) => Number(id)));
  const [agentIds, teamIds] = [idsOf('agent'), idsOf('team')];
  const agents = [...agentIds].flatMap(id => context.session.picture.agents.get(id) ?? []);
  const teams = teamsOf(context).filter(({id}) => id !== null && teamIds.has(id));
  const {everybody} = expandSelection(agents, teams);
  const known = new Set([...agents.map(({id}) => `agent ${id}`), ...teams.map(({id}) => `team ${id}`)]);
  const others = targets.filter(({kind, id}) => !known.has(`${kind} ${id}`));
  return {
    preview: previewOf(context, {agents, teams}, others),
    facts: [
      ...namesakeFacts(context, agents, everybody),
      ...teamFacts([], [...teamIds]),
      ...presenceFacts(context, everybody),
      ...(wanted === OFFLINE ? busyFacts(context, everybody) : heldBySystem(context, everybody)),
    ],
    read: data => (isRows(data) ? statusOutcome(context, data, wanted) : null),
    look: everybody.length > 0 ? lookAtAgents(context, everybody, wanted) : null,
    wanted,
  };
}

/** An answer that does not fit its row is taken as it is: what is read here must be what it looks like. */
const isRows = (data: unknown): data is readonly AgentStatusRow[] =>
  Array.isArray(data) &&
  data.every((row: unknown) => typeof row === 'object' && row !== null && 'agent_id' in row && isId(row.agent_id));

const isId = (id: unknown): boolean => typeof id === 'number';
