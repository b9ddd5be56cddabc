import Router from 'find-my-way';
import type {TenantState} from '../tenant-state.js';
import type {Route, RouteRequest} from './route.js';
import {agentStatusRoutes} from './routes/agent-statuses.js';
import {bulkUserRoutes} from './routes/bulk-users.js';
import {callRoutes} from './routes/calls.js';
import {campaignRoutes} from './routes/campaigns.js';
import {chatMediaRoutes} from './routes/chat-media.js';
import {chatMessageRoutes} from './routes/chat-messages.js';
import {chatRoutes} from './routes/chats.js';
import {contactListRoutes} from './routes/contact-lists.js';
import {dncRoutes} from './routes/dnc.js';
import {endUserRoutes} from './routes/end-users.js';
import {escalationRoutes} from './routes/escalations.js';
import {otherRoutes} from './routes/others.js';
import {queueOperationStatusRoutes} from './routes/queue-operation-statuses.js';
import {queueSettingsRoutes} from './routes/queue-settings.js';
import {queuesStatusRoutes} from './routes/queues-status.js';
import {smsRoutes} from './routes/sms.js';
import {userRoutes} from './routes/users.js';
import {waitTimeRoutes} from './routes/wait-times.js';

/** Every group of operations that the simulated tenant answers. A new group is a file in routes/ and its name here. */
const GROUPS: readonly ((state: TenantState) => readonly Route[])[] = [
  userRoutes,
  waitTimeRoutes,
  queueOperationStatusRoutes,
  queuesStatusRoutes,
  agentStatusRoutes,
  callRoutes,
  smsRoutes,
  chatRoutes,
  chatMessageRoutes,
  chatMediaRoutes,
  escalationRoutes,
  endUserRoutes,
  bulkUserRoutes,
  campaignRoutes,
  dncRoutes,
  contactListRoutes,
  queueSettingsRoutes,
  otherRoutes,
];

/** Finds the route of a method and a path below the API root; undefined when there is none. */
export type RouteTable = (
  method: string,
  path: string,
) => {readonly route: Route; readonly params: RouteRequest['params']} | undefined;

/** Builds the table over a tenant. */
export function createRouteTable(state: TenantState): RouteTable {
  const router = Router({maxParamLength: 200});
  for (const route of GROUPS.flatMap(group => group(state))) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.on(route.method, path, () => undefined, route);
  }
  return (method, path) => {
    const known = METHODS.find(candidate => candidate === method);
    const found = known === undefined ? null : router.find(known, path);
    const route = found?.store as Route | null | undefined;
    return found && route ? {route, params: found.params} : undefined;
  };
}

const METHODS: readonly Route['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
