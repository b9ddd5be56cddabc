import type {TenantState} from '../../tenant-state.js';
import {integerOf} from '../query.js';
import {badRequest} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest} from '../route.js';
import {USER_FILTER_KEYS, userFilterOf} from './user-filter.js';
import {userRecordOf} from './user-record.js';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;
/** A filtered answer comes whole, but stops here. */
const FILTERED_LIMIT = 1000;

/** GET /users: a page, or the whole answer of one filter. */
export const userRoutes = (state: TenantState): readonly Route[] => [
  {
    method: 'GET',
    path: '/users',
    query: ['page', 'per', ...USER_FILTER_KEYS],
    handle: request => listUsers(state, request),
  },
];

function listUsers(state: TenantState, {query, url}: RouteRequest): Answer {
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
  return ok(rows, state.pagingHeaders ? pagingHeaders(url, page, per, state.floor.agents.length) : {});
}

function pagingHeaders(url: string, page: number, per: number, total: number): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / per));
  const link = (to: number, rel: string): string => `<${url}?page=${to}&per=${per}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(1, 'first'), link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {total: String(total), 'per-page': String(per), ...(links.length > 0 ? {link: links.join(', ')} : {})};
}
