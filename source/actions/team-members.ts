import type {Agent} from '../picture/agent.js';
import type {ActionContext} from './action-context.js';

/** A team that can be acted on: by its id where the profile has one, else through its members. */
export type Team = {readonly name: string; readonly id: number | null; readonly members: readonly Agent[]};

/** Whom a status change or logout is for. */
export type AgentSelection = {readonly agents: readonly Agent[]; readonly teams: readonly Team[]};

/** Teams of the directory and of the profile, by name. */
export function teamsOf(context: Pick<ActionContext, 'session' | 'teams'>): readonly Team[] {
  const members = new Map<string, Agent[]>();
  for (const agent of context.session.picture.agents.values()) {
    if (!agent.active) continue;
    for (const team of agent.teams) members.set(team, [...(members.get(team) ?? []), agent]);
  }
  const ids = new Map([...context.teams].map(([id, name]) => [name, id]));
  return [...new Set([...members.keys(), ...ids.keys()])]
    .sort((a, b) => a.localeCompare(b))
    .map(name => ({name, id: ids.get(name) ?? null, members: members.get(name) ?? []}));
}

/** How agents and teams become ids: teams without an id are expanded to their members. */
export function expandSelection(agents: readonly Agent[], teams: readonly Team[]) {
  const byId = teams.filter(team => team.id !== null);
  const expanded = teams.filter(team => team.id === null);
  const direct = new Map(agents.map(agent => [agent.id, agent]));
  for (const agent of expanded.flatMap(team => team.members)) direct.set(agent.id, agent);
  const everybody = new Map(direct);
  for (const agent of byId.flatMap(team => team.members)) everybody.set(agent.id, agent);
  return {
    agentIds: [...direct.keys()],
    teamIds: byId.flatMap(team => (team.id === null ? [] : [team.id])),
    /** Everybody who is hit as far as the directory tells, each once. */
    everybody: [...everybody.values()],
    expanded,
  };
}
