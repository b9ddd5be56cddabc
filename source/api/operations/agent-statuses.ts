import {z} from 'zod';
import type {TargetOutcome} from '../../lib/target-outcome.js';
import {addresses, fields, ids, text, whole} from '../fields.js';
import {idNumber, lenientNumber, listOf, maybe, rowsOf} from '../lenient.js';
import {operation} from '../operation.js';

/** One agent reached by a status change or logout. A `message` means that this agent was not changed as asked. */
export const agentStatusRow = z.object({
  agent_id: idNumber,
  name: maybe(z.string()),
  email: maybe(z.string()),
  agent_number: maybe(z.string()),
  previous_status: maybe(z.string()),
  current_status: maybe(z.string()),
  message: maybe(z.string()),
});
export type AgentStatusRow = z.output<typeof agentStatusRow>;

/** A background job; its fields beside `id` are not published. */
export const agentStatusJob = z.object({
  id: idNumber,
  status: maybe(z.string()),
  total: maybe(lenientNumber),
  succeeded: maybe(lenientNumber),
  failed: maybe(lenientNumber),
  agents: maybe(rowsOf(agentStatusRow)),
});
export type AgentStatusJob = z.output<typeof agentStatusJob>;

const noRows = z.strictObject({}).transform((): AgentStatusRow[] => []);

/**
 * An array is a finished result; an object with an id is a job to follow. A list wrapped in an object and an empty answer
 * are read too: the change was made, and an odd answer must not look like a failure.
 */
const rowsOrJob = z.union([rowsOf(agentStatusRow), agentStatusJob, listOf(agentStatusRow), noRows]);

const PAGE = 'Agent status endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-agent-status';
const shared = {group: 'Agent Status Endpoints', method: 'POST', repeat: 'never', source: PAGE, starts: 'job'} as const;

/** One target per row; a job has no rows yet. */
const outcomesOf = (data: unknown): readonly TargetOutcome[] =>
  (Array.isArray(data) ? (data as readonly AgentStatusRow[]) : []).map(row => ({
    who: `${row.name ?? 'agent'} (${row.agent_id})`,
    before: row.previous_status ?? '?',
    after: row.current_status ?? '?',
    message: row.message ?? null,
  }));

/** Busy agents leave after what they are doing: a message then says when. */
const logoutOutcomesOf = (data: unknown): readonly TargetOutcome[] =>
  outcomesOf(data).map(row => (row.message === null ? row : {...row, isPutOff: true}));

const lengthsOf = (body: unknown, ...names: readonly string[]): number =>
  names.reduce((sum, name) => sum + ((body as Record<string, readonly unknown[] | undefined>)[name]?.length ?? 0), 0);

function statusOf(body: unknown): string | null {
  const {status} = body as {readonly status: string};
  return status.trim().toLowerCase() === 'offline' ? null : status;
}

/** Sets agents and whole teams to Available or a custom status, by name. Both arrays are required, if empty. */
export const updateAgentStatuses = operation({
  ...shared,
  id: 'updateAgentStatuses',
  title: 'Change agent status',
  help: 'Sets agents and whole teams to Available or a custom status. Whoever is in a status of the system, such as In-call, is left alone.',
  path: '/agent_statuses',
  class: 'write',
  confidence: 'documented',
  body: fields({
    status: text('Available or a custom status, by its name', {pick: 'status', example: 'Break'}),
    agent_ids: ids('agents; [] when teams alone are meant', 'agent'),
    team_ids: ids('teams; [] when agents alone are meant', 'team', {example: []}),
  }),
  targets: ({body}) => lengthsOf(body, 'agent_ids', 'team_ids'),
  outcomes: outcomesOf,
  // Offline is a status of the system: where it is refused, nobody is logged out later.
  setsPresence: ({body}) => statusOf(body),
  rule: ({body}) =>
    lengthsOf(body, 'agent_ids', 'team_ids') > 0
      ? null
      : {part: 'body', name: 'agent_ids', problem: 'is empty, and so is team_ids: name an agent or a team'},
  answer: rowsOrJob,
});

/** Logs agents out; busy ones leave after their current call or chat, so success does not mean everybody is out. */
export const forceLogoutAgents = operation({
  ...shared,
  id: 'forceLogoutAgents',
  title: 'Force logout',
  help: 'Logs out agents, every online member of teams, and whoever is connected from addresses. Busy agents leave after their current call or chat.',
  path: '/agent_statuses/force_logout',
  class: 'dangerous',
  confidence: 'documented',
  body: fields({
    agent_ids: ids('agents to log out', 'agent').optional(),
    team_ids: ids('teams of which every online member is logged out', 'team').optional(),
    ip_addrs: addresses('CIDR blocks, single IPv4 or IPv6 addresses, ranges a-b').optional(),
  }),
  targets: ({body}) => lengthsOf(body, 'agent_ids', 'team_ids', 'ip_addrs'),
  outcomes: logoutOutcomesOf,
  setsPresence: () => 'Offline',
  rule: ({body}) =>
    lengthsOf(body, 'agent_ids', 'team_ids', 'ip_addrs') > 0
      ? null
      : {
          part: 'body',
          name: 'agent_ids',
          problem: 'is missing, and so are team_ids and ip_addrs: name whom to log out',
        },
  answer: rowsOrJob,
});

/** The same without addresses: the API collection lists it a second time. */
export const forceLogoutAgentsByTeam = operation({
  ...shared,
  id: 'forceLogoutAgentsByTeam',
  title: 'Force logout of agents and teams',
  help: 'Logs out agents, and every online member of teams. Busy agents leave after their current call or chat.',
  path: '/agent_statuses/force_logout',
  class: 'dangerous',
  confidence: 'inferred',
  alternatives: ['POST /agent_statuses/force_logout/cancel'],
  body: fields({
    agent_ids: ids('agents to log out', 'agent').optional(),
    team_ids: ids('teams of which every online member is logged out', 'team').optional(),
  }),
  targets: ({body}) => lengthsOf(body, 'agent_ids', 'team_ids'),
  outcomes: logoutOutcomesOf,
  setsPresence: () => 'Offline',
  rule: ({body}) =>
    lengthsOf(body, 'agent_ids', 'team_ids') > 0
      ? null
      : {part: 'body', name: 'agent_ids', problem: 'is missing, and so is team_ids: name whom to log out'},
  answer: rowsOrJob,
});

/** State of a background logout. */
export const getForceLogoutJob = operation({
  ...shared,
  id: 'getForceLogoutJob',
  title: 'Get force logout job',
  help: 'How far a background logout or status change has come, and how it went for each agent.',
  method: 'GET',
  path: '/agent_statuses/jobs/{id}',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  alternatives: [
    'GET /agent_statuses/force_logout/{id}',
    'GET /agent_statuses/force_logout/jobs/{id}',
    'GET /agent_statuses/{id}',
  ],
  starts: null,
  params: fields({id: whole('job', {pick: 'job'})}),
  answer: agentStatusJob,
});

/** In the order of the API collection. */
export const agentStatusOperations = [
  updateAgentStatuses,
  forceLogoutAgents,
  forceLogoutAgentsByTeam,
  getForceLogoutJob,
];
