import {getEndUser, upsertEndUser} from '../../../api/operations/end-users.js';
import type {TenantState} from '../../tenant-state.js';
import {integerOf} from '../query.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

/** Make and look up end users. */
export const endUserRoutes = (state: TenantState): readonly Route[] => [
  route(upsertEndUser, ({body: {identifier, ...details}}) => ok(state.endUsers.upsert(identifier, details))),
  route(getEndUser, request => find(state, request)),
];

function find({endUsers}: TenantState, {query}: Pick<RouteRequest, 'query'>): Answer {
  const id = integerOf(query, 'id');
  const identifier = query.get('identifier');
  if ((id === undefined) === (identifier === null)) throw badRequest('Give either id or identifier');
  const found = id === undefined ? endUsers.byIdentifier(identifier ?? '') : endUsers.byId(id);
  if (found === undefined) throw notFound('End user not found');
  return ok(found);
}
