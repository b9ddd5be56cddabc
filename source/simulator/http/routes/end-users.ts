import {z} from 'zod';
import type {TenantState} from '../../tenant-state.js';
import {shaped} from '../body.js';
import {integerOf} from '../query.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest} from '../route.js';

const endUserBody = z.object({
  identifier: z.string().min(1).max(255),
  email: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
});

/** Make and look up end users. */
export const endUserRoutes = (state: TenantState): readonly Route[] => [
  {
    method: 'POST',
    path: '/end_users',
    handle: ({body}) => ok(state.endUsers.upsert(shaped(endUserBody, body).identifier)),
  },
  {method: 'GET', path: '/end_users', query: ['id', 'identifier'], handle: request => find(state, request)},
];

function find({endUsers}: TenantState, {query}: RouteRequest): Answer {
  const id = integerOf(query, 'id');
  const identifier = query.get('identifier');
  if ((id === undefined) === (identifier === null)) throw badRequest('Give either id or identifier');
  const found = id === undefined ? endUsers.byIdentifier(identifier ?? '') : endUsers.byId(id);
  if (found === undefined) throw notFound('End user not found');
  return ok(found);
}
