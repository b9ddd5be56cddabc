import type {OperationInput} from '../api/build-request.js';
import type {AnyOperation} from '../api/operation.js';
import type {AgentStatusRow} from '../api/operations/agent-statuses.js';
import type {Agent} from '../picture/agent.js';
import type {ActionContext} from './action-context.js';
import {agentRow, busyFacts, presenceFacts} from './hit-agents.js';
import {namesakeFacts} from './namesakes.js';
import type {ActionStep, Outcome, PreviewRow, Target} from './prepared-action.js';
import {teamFacts} from './set-agent-status.js';
import {lookAtAgents, OFFLINE, statusOutcome} from './status-outcome.js';

/** What more is known of an operation that changes presence than of any other: the same as of the keys for it. */
export type OperationPresence = {
  readonly preview: readonly PreviewRow[];
  readonly facts: readonly string[];
  /** Reads an answer of rows; null for any other. */
  readonly read: (data: unknown) => Outcome | null;
  readonly look: ActionStep['look'];
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
  if (wanted === undefined) return null;
  const {agents: directory} = context.session.picture;
  const known = (target: Target): Agent | undefined =>
    target.kind === 'agent' ? directory.get(Number(target.id)) : undefined;
  const agents = targets.map(known).filter(agent => agent !== undefined);
  const teamIds = targets.filter(({kind}) => kind === 'team').map(({id}) => Number(id));
  return {
    preview: targets.map(target => {
      const agent = known(target);
      if (agent) return agentRow(context, target.kind, agent);
      return {kind: target.kind, id: String(target.id), name: target.name, team: '', presence: ''};
    }),
    facts: [
      ...namesakeFacts(context, agents, agents),
      ...teamFacts([], teamIds),
      ...presenceFacts(context, agents),
      ...(wanted === OFFLINE ? busyFacts(context, agents) : []),
    ],
    read: data => (isRows(data) ? statusOutcome(context, data, wanted) : null),
    look: lookAtAgents(context, agents, wanted),
    wanted,
  };
}

/** An answer that does not fit its row is taken as it is: what is read here must be what it looks like. */
const isRows = (data: unknown): data is readonly AgentStatusRow[] =>
  Array.isArray(data) &&
  data.every((row: unknown) => typeof row === 'object' && row !== null && 'agent_id' in row && isId(row.agent_id));

const isId = (id: unknown): boolean => typeof id === 'number';
