import {presenceOf} from '../../floor/floor.js';
import type {FloorAgent} from '../../floor/floor-agent.js';
import type {TenantState} from '../../tenant-state.js';
import {addressSelector} from '../address-selector.js';
import {badRequest, notFound} from '../refusal.js';

/** Who is meant: agents by id, online members of teams, online agents connected from addresses. */
export type Selection = {
  readonly agentIds: readonly number[];
  readonly teamIds: readonly number[];
  readonly addresses: readonly string[];
};

/** The agents meant, each once, by id. Unknown agents and teams: 404; an address that cannot be read: 400. */
export function selectAgents({floor}: TenantState, selection: Selection): readonly FloorAgent[] {
  const tests = selection.addresses.map(text => {
    const test = addressSelector(text);
    if (test === undefined) throw badRequest(`ip_addrs: cannot read '${text.slice(0, 100)}'`);
    return test;
  });
  const teamIds = new Set(selection.teamIds);
  for (const id of teamIds) {
    if (!floor.teams.some(team => team.id === id)) throw notFound(`Team ${id} not found`);
  }
  const chosen = new Set<FloorAgent>();
  for (const id of selection.agentIds) {
    const agent = floor.agentById(id);
    if (agent === undefined) throw notFound(`Agent ${id} not found`);
    chosen.add(agent);
  }
  for (const agent of floor.agents) {
    if (!presenceOf(agent).online) continue;
    if (agent.teams.some(team => teamIds.has(team.id)) || tests.some(test => test(agent.address))) chosen.add(agent);
  }
  return [...chosen].sort((one, other) => one.id - other.id);
}
