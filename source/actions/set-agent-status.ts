import {updateAgentStatuses} from '../api/operations/agent-statuses.js';
import {firstFew} from '../lib/first-few.js';
import type {Agent} from '../picture/agent.js';
import {type ActionContext, step, typedCount, typedTenant} from './action-context.js';
import {previewOf} from './hit-agents.js';
import {namesakeFacts} from './namesakes.js';
import type {PreparedAction, Problem, Target} from './prepared-action.js';
import {lookAtAgents, statusOutcome} from './status-outcome.js';
import {type AgentSelection, expandSelection, type Team} from './team-members.js';

export const targetsOf = (selection: AgentSelection): readonly Target[] => [
  ...selection.agents.map((agent): Target => ({kind: 'agent', id: agent.id, name: agent.name})),
  ...selection.teams.map((team): Target => ({kind: 'team', id: team.id ?? team.name, name: team.name})),
];

/**
 * Sets agents and whole teams to a status, by its name. Many targets make it dangerous; so does a team sent by its id,
 * which may hold any number of agents.
 */
export function prepareAgentStatus(
  context: ActionContext,
  selection: AgentSelection,
  status: string,
): PreparedAction | Problem {
  if (selection.agents.length + selection.teams.length === 0) {
    return {problem: 'Nobody is selected: put the cursor on an agent, mark some, or choose a team.', field: null};
  }
  if (status.trim() === '')
    return {problem: 'A status is needed: its name, as the platform spells it.', field: 'status'};
  const {agentIds, teamIds, everybody, expanded} = expandSelection(selection.agents, selection.teams);
  if (agentIds.length + teamIds.length === 0) {
    return {problem: 'No member of these teams is in the directory.', field: null};
  }
  const isCountUnknown = teamIds.length > 0;
  const isDangerous = isCountUnknown || everybody.length > context.manyTargets;
  const body = {status, agent_ids: agentIds, team_ids: teamIds};
  return {
    id: context.newId(),
    title: `Set ${namesOf(selection).join(' and ')} to ${status}`,
    class: isDangerous ? 'dangerous' : 'write',
    targets: targetsOf(selection),
    preview: previewOf(context, selection),
    facts: [
      ...namesakeFacts(context, selection.agents, everybody),
      ...teamFacts(expanded, teamIds),
      ...heldBySystem(context, everybody),
    ],
    steps: [
      step(
        context,
        updateAgentStatuses,
        {body},
        data => statusOutcome(context, data, status),
        lookAtAgents(context, everybody, status),
      ),
    ],
    typed: isDangerous ? [isCountUnknown ? typedTenant(context.tenant) : typedCount(everybody.length, 'agents')] : [],
    countdownMs: isDangerous ? context.countdownMs : 0,
  };
}

/** Whom an action is for, for its title: agents by name or number, and by name the teams that nobody can count. */
export function namesOf(selection: AgentSelection): readonly string[] {
  const {agentIds, everybody} = expandSelection(selection.agents, selection.teams);
  const named = selection.teams.filter(team => team.id !== null).map(team => team.name);
  const [only] = everybody.filter(agent => agent.id === agentIds[0]);
  const agents = agentIds.length === 1 && only ? `${only.name} (id ${only.id})` : `${agentIds.length} agents`;
  const teams = `${named.length === 1 ? 'team' : 'teams'} ${firstFew(named)}`;
  return [...(agentIds.length > 0 ? [agents] : []), ...(named.length > 0 ? [teams] : [])];
}

/** How teams became what is sent. */
export function teamFacts(expanded: readonly Team[], teamIds: readonly number[]): readonly string[] {
  const facts: string[] = [];
  if (expanded.length > 0) {
    const names = expanded.map(team => `${team.name} (${team.members.length})`).join(', ');
    facts.push(`No team id is configured for ${names}: their members in the directory are named one by one.`);
  }
  if (teamIds.length > 0)
    facts.push('A team sent by its id reaches whoever is in it now, also members not yet seen here.');
  return facts;
}

/** Agents whom the platform will leave alone, as far as the picture tells. */
export function heldBySystem(context: ActionContext, agents: readonly Agent[]): readonly string[] {
  const {statuses} = context.session.picture;
  const held = agents.filter(agent => {
    const status = agent.presence.statusId === null ? undefined : statuses.byId.get(agent.presence.statusId);
    return status && !statuses.guessed && !status.settable;
  });
  if (held.length === 0) return [];
  return [`Probably refused, because in a status of the system: ${firstFew(held.map(({name}) => name))}.`];
}
