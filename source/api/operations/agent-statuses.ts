import {z} from 'zod';
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

const shared = {group: 'Agent Status Endpoints', method: 'POST', repeat: 'never'} as const;

/** Sets agents and whole teams to Available or a custom status, by name. Both arrays are required, if empty. */
export const updateAgentStatuses = operation({
  ...shared,
  id: 'updateAgentStatuses',
  title: 'Change agent status',
  path: '/agent_statuses',
  class: 'write',
  confidence: 'documented',
  body: z.object({
    status: z.string().min(1),
    agent_ids: z.array(z.int()),
    team_ids: z.array(z.int()),
  }),
  answer: rowsOrJob,
});

/** Logs agents out; busy ones leave after their current call or chat, so success does not mean everybody is out. */
export const forceLogoutAgents = operation({
  ...shared,
  id: 'forceLogoutAgents',
  title: 'Force logout',
  path: '/agent_statuses/force_logout',
  class: 'dangerous',
  confidence: 'documented',
  body: z.object({
    agent_ids: z.array(z.int()).optional(),
    team_ids: z.array(z.int()).optional(),
    ip_addrs: z.array(z.string()).optional(),
  }),
  answer: rowsOrJob,
});

/** State of a background logout. */
export const getForceLogoutJob = operation({
  ...shared,
  id: 'getForceLogoutJob',
  title: 'Get force logout job',
  method: 'GET',
  path: '/agent_statuses/jobs/{id}',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  params: z.object({id: z.int()}),
  answer: agentStatusJob,
});
