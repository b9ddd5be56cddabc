import {forceLogoutAgents, getForceLogoutJob, updateAgentStatuses} from '../../../api/operations/agent-statuses.js';
import type {FloorAgent} from '../../floor/floor-agent.js';
import type {StatusChange} from '../../floor/status-changes.js';
import type {StatusJob} from '../../floor/status-jobs.js';
import {STATUSES} from '../../floor/statuses.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';
import {selectAgents} from './agent-selection.js';

/** Changes of presence, logouts, and the jobs that large ones become. */
export const agentStatusRoutes = (state: TenantState): readonly Route[] => [
  route(updateAgentStatuses, request => changeStatuses(state, request.body)),
  route(forceLogoutAgents, request => forceLogout(state, request.body)),
  route(getForceLogoutJob, request => getJob(state, request)),
];

type StatusChangeBody = {
  readonly status: string;
  readonly agent_ids: readonly number[];
  readonly team_ids: readonly number[];
};

function changeStatuses(state: TenantState, asked: StatusChangeBody): Answer {
  const status = STATUSES.find(({name}) => name === asked.status);
  if (status === undefined) throw badRequest(`status: unknown status '${asked.status.slice(0, 100)}'`);
  if (!status.settable) throw badRequest(`status: '${status.name}' is a system status and cannot be set`);
  if (asked.agent_ids.length + asked.team_ids.length === 0) throw badRequest('agent_ids or team_ids must not be empty');
  const agents = selectAgents(state, {agentIds: asked.agent_ids, teamIds: asked.team_ids, addresses: []});
  return applyTo(state, agents, agent => state.floor.changes.change(agent, status));
}

type LogoutBody = {
  readonly agent_ids?: readonly number[] | undefined;
  readonly team_ids?: readonly number[] | undefined;
  readonly ip_addrs?: readonly string[] | undefined;
};

function forceLogout(
  state: TenantState,
  {agent_ids: agentIds = [], team_ids: teamIds = [], ip_addrs: addresses = []}: LogoutBody,
): Answer {
  if (agentIds.length + teamIds.length + addresses.length === 0) {
    throw badRequest('One of agent_ids, team_ids and ip_addrs is required');
  }
  return applyTo(state, selectAgents(state, {agentIds, teamIds, addresses}), state.floor.changes.logOut);
}

function applyTo(
  state: TenantState,
  agents: readonly FloorAgent[],
  apply: (agent: FloorAgent) => StatusChange,
): Answer {
  if (agents.length <= state.jobThreshold) return ok(agents.map(agent => apply(agent).row));
  const job = state.floor.jobs.start(agents, apply);
  return {status: 202, body: {id: job.id, status: job.status}};
}

function getJob({floor}: TenantState, {params}: Pick<RouteRequest, 'params'>): Answer {
  const job = floor.jobs.find(Number(params['id']));
  if (job === undefined) throw notFound(`Job ${params['id']} not found`);
  return ok(jobBody(job));
}

const jobBody = (job: StatusJob): Readonly<Record<string, unknown>> => ({
  id: job.id,
  status: job.status,
  total: job.total,
  succeeded: job.succeeded,
  failed: job.failed,
  agents: job.rows,
});
