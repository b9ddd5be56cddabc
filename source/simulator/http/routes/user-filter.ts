import {presenceOf} from '../../floor/floor.js';
import type {FloorAgent} from '../../floor/floor-agent.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest} from '../refusal.js';

const MOST_VALUES = 1000;

/** Picks users. */
export type UserTest = (agent: FloorAgent) => boolean;

/** Query keys of the filters of /users. */
const USER_FILTER_KEYS = [
  'id[]',
  'agent_number[]',
  'status_id[]',
  'online[]',
  'wrap_up[]',
  'location[]',
  'last_login_time[from]',
  'last_login_time[to]',
  'status_updated_at[from]',
  'status_updated_at[to]',
] as const;

/** The one filter of a query, or undefined when there is none. Two filters, or a malformed value: 400. */
export function userFilterOf(state: TenantState, query: URLSearchParams): UserTest | undefined {
  const names = new Set(USER_FILTER_KEYS.filter(key => query.has(key)).map(key => key.slice(0, key.indexOf('['))));
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.size > 1) throw badRequest('Only one filter can be used per request');
  const values = query.getAll(`${name}[]`);
  if (values.length > MOST_VALUES) throw badRequest(`A filter takes at most ${MOST_VALUES} values`);
  return testFor(state, name, values, query);
}

function testFor(state: TenantState, name: string, values: readonly string[], query: URLSearchParams): UserTest {
  switch (name) {
    case 'id':
      return idTest(values);
    case 'agent_number':
      return among(values, agent => agent.agentNumber);
    case 'location':
      return among(values, agent => agent.location);
    case 'status_id':
      return among(
        values.map(value => integer(name, value)),
        agent => agent.statusId,
      );
    case 'online':
      return among(
        values.map(value => truth(name, value)),
        agent => presenceOf(agent).online,
      );
    case 'wrap_up':
      return among(
        values.map(value => truth(name, value)),
        agent => presenceOf(agent).wrapUp,
      );
    case 'last_login_time':
      return between(state, name, query, agent => agent.lastLoginAt);
    default:
      return between(state, name, query, agent => agent.statusSince);
  }
}

function among<T>(values: readonly T[], read: (agent: FloorAgent) => T): UserTest {
  const wanted = new Set(values);
  return agent => wanted.has(read(agent));
}

// System ids, or e-mail addresses, or custom ids (agent numbers here): one kind per request.
function idTest(values: readonly string[]): UserTest {
  if (values.every(value => /^\d+$/.test(value))) return among(values.map(Number), agent => agent.id);
  if (values.every(value => value.includes('@'))) {
    return among(
      values.map(value => value.toLowerCase()),
      agent => agent.email,
    );
  }
  if (values.some(value => value.includes('@') || /^\d+$/.test(value))) {
    throw badRequest('id takes one kind of id per request');
  }
  return among(values, agent => agent.agentNumber);
}

function between(
  state: TenantState,
  name: string,
  query: URLSearchParams,
  momentOf: (agent: FloorAgent) => number | null,
): UserTest {
  const from = moment(state, query, `${name}[from]`) ?? Number.NEGATIVE_INFINITY;
  const to = moment(state, query, `${name}[to]`) ?? Number.POSITIVE_INFINITY;
  return agent => {
    const at = momentOf(agent);
    return at !== null && at > from && at < to;
  };
}

function moment(state: TenantState, query: URLSearchParams, key: string): number | undefined {
  const text = query.get(key);
  if (text === null) return undefined;
  // A time without a zone is UTC, as all times of the API.
  const zoned = /[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const wall = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? text : zoned);
  if (Number.isNaN(wall)) throw badRequest(`${key} must be a UTC time`);
  return state.toFloor(wall);
}

function integer(name: string, value: string): number {
  if (!/^\d+$/.test(value)) throw badRequest(`${name} must be an integer`);
  return Number(value);
}

function truth(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw badRequest(`${name} must be true or false`);
  return value === 'true';
}
