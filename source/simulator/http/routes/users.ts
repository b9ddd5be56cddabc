import {listUsers} from '../../../api/operations/users.js';
import type {TenantState} from '../../tenant-state.js';
import {pagingHeaders} from '../paging.js';
import {integerOf} from '../query.js';
import {badRequest} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';
import {userFilterOf} from './user-filter.js';
import {userRecordOf} from './user-record.js';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;
/** A filtered answer comes whole, but stops here. */
const FILTERED_LIMIT = 1000;

/** GET /users: a page, or the whole answer of one filter. */
export const userRoutes = (state: TenantState): readonly Route[] => [
  route(listUsers, request => answerUsers(state, request)),
];

function answerUsers(state: TenantState, {query, url}: Pick<RouteRequest, 'query' | 'url'>): Answer {
  const test = userFilterOf(state, query);
  if (test !== undefined) {
    if (query.has('page') || query.has('per')) throw badRequest('Filters cannot be combined with page or per');
    const found = state.floor.agents.filter(test).slice(0, FILTERED_LIMIT);
    return ok(found.map(agent => userRecordOf(state, agent)));
  }
  const page = integerOf(query, 'page', 1) ?? 1;
  const per = integerOf(query, 'per', 1) ?? DEFAULT_PAGE;
  if (per > LARGEST_PAGE) throw badRequest(`per must be at most ${LARGEST_PAGE}`);
  const rows = state.floor.agents.slice((page - 1) * per, page * per).map(agent => userRecordOf(state, agent));
  return ok(
    rows,
    state.pagingHeaders ? pagingHeaders({url, sizeKey: 'per', page, per, total: state.floor.agents.length}) : {},
  );
}
