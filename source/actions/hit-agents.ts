import {firstFew} from '../lib/first-few.js';
import {percent} from '../lib/format.js';
import type {Agent} from '../picture/agent.js';
import type {ActionContext} from './action-context.js';
import type {PreviewRow, Target} from './prepared-action.js';
import type {AgentSelection} from './team-members.js';

/** A presence less likely than this is told with how likely it is. */
const SURE = 0.95;
/** Statuses in which an agent who is logged out leaves only when the contact is over. */
const BUSY: ReadonlySet<string> = new Set(['In-call', 'In-chat']);

/** The status an agent is held to be in, by name; null while none is known. */
function statusOf({session}: Pick<ActionContext, 'session'>, {presence}: Agent): string | null {
  if (presence.isUnlisted) return 'not listed';
  return presence.statusId === null
    ? null
    : (session.picture.statuses.byId.get(presence.statusId)?.name ?? `status ${presence.statusId}`);
}

function presenceWords(context: Pick<ActionContext, 'session'>, agent: Agent): string {
  const status = statusOf(context, agent);
  if (status === null) return 'not known';
  const {confidence} = agent.presence;
  return confidence < SURE ? `${status}? (${percent(confidence)})` : status;
}

/**
 * Whom an action is for, one row each: what was chosen, each agent with the presence that is believed, the known members of
 * teams behind them, and whatever else it is for.
 */
export function previewOf(
  context: Pick<ActionContext, 'session'>,
  selection: AgentSelection,
  others: readonly Target[] = [],
): readonly PreviewRow[] {
  const row = (kind: string, agent: Agent): PreviewRow => ({
    kind,
    id: String(agent.id),
    name: agent.name,
    team: agent.teams.join(', '),
    presence: presenceWords(context, agent),
  });
  const chosen = new Set(selection.agents.map(({id}) => id));
  const members = new Map(
    selection.teams.flatMap(team => team.members).flatMap(agent => (chosen.has(agent.id) ? [] : [[agent.id, agent]])),
  );
  return [
    ...selection.agents.map(agent => row('agent', agent)),
    ...selection.teams.map(({id, name}) => ({kind: 'team', id: String(id ?? ''), name, team: '', presence: ''})),
    ...others.map(({kind, id, name}) => ({kind, id: String(id), name, team: '', presence: ''})),
    ...[...members.values()].map(agent => row('member', agent)),
  ];
}

/** How many of the agents are in which status, as far as that is known. */
export function presenceFacts(context: Pick<ActionContext, 'session'>, agents: readonly Agent[]): readonly string[] {
  if (agents.length < 2) return [];
  const counts = new Map<string, number>();
  for (const agent of agents) {
    const status = statusOf(context, agent) ?? 'not known';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const words = [...counts].sort(([, a], [, b]) => b - a).map(([status, count]) => `${count} ${status}`);
  return [`Of the ${agents.length} agents known: ${words.join(', ')}.`];
}

/** Who is in a call or chat as far as is believed; and that nobody knows it of those whose presence is not known. */
export function busyFacts(context: Pick<ActionContext, 'session'>, agents: readonly Agent[]): readonly string[] {
  const busy = agents.filter(agent => BUSY.has(statusOf(context, agent) ?? ''));
  if (busy.length === 0) return [];
  return [`Probably in a call or chat, and will leave after it: ${firstFew(busy.map(({name}) => name))}.`];
}
