import {z} from 'zod';
import {fields, list, moment, onOff, text, whole} from '../fields.js';
import {idNumber, lenientNumber, listOf, maybe} from '../lenient.js';
import {operation, type RuleProblem} from '../operation.js';

const named = z.object({name: z.string()});

/** A user record. It carries no presence: that can be filtered on, but is never returned. */
export const userRecord = z.object({
  id: idNumber,
  email: maybe(z.string()),
  first_name: maybe(z.string()),
  last_name: maybe(z.string()),
  agent_number: maybe(z.string()),
  location: maybe(z.string()),
  max_chat_limit: maybe(lenientNumber),
  deactivated_at: maybe(z.string()),
  external_user: maybe(z.boolean()),
  phone_numbers: maybe(z.array(z.string())),
  teams: maybe(listOf(named)),
  roles: maybe(listOf(named)),
});
export type UserRecord = z.output<typeof userRecord>;

/** The largest page asked for: one source allows 1000, the other says "less than 1000". */
export const LARGEST_PAGE = 999;
/** A filtered answer comes whole, but stops here: exactly this many records means there may be more. */
export const FILTERED_ANSWER_LIMIT = 1000;

const MOST_VALUES = 1000;
const filter = (help: string, extra: {readonly pick?: 'status'} = {}) =>
  list(text('value'), help, {most: MOST_VALUES, ...extra}).optional();

/** At most one filter, and none beside a page; the two ends of a time count as one. */
function filterProblem(keys: readonly string[]): RuleProblem | null {
  const filters = [...new Set(keys.filter(key => key.includes('[')).map(key => key.slice(0, key.indexOf('['))))];
  if (filters.length > 1)
    return {part: 'query', name: keys.at(-1) ?? '', problem: `one filter at a time: ${filters.join(' or ')}`};
  const paging = keys.find(key => key === 'page' || key === 'per');
  return filters.length > 0 && paging ? {part: 'query', name: paging, problem: 'does not go with a filter'} : null;
}

/** User records, by page or by one filter (never both, never two filters). */
export const listUsers = operation({
  id: 'listUsers',
  group: 'Users',
  title: 'List users',
  help: 'User records, by page, or all that one filter picks (at most 1000). A record does not tell the presence, though one can filter by it.',
  method: 'GET',
  path: '/users',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  source: 'Users endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-users',
  query: fields({
    page: whole('page, from 1').optional(),
    per: whole('records on a page', {most: 1000, usual: '100'}).optional(),
    'id[]': filter('ids, e-mail addresses or custom ids; one kind at a time'),
    'agent_number[]': filter('agent numbers'),
    'status_id[]': filter('ids of statuses', {pick: 'status'}),
    'online[]': list(onOff('online'), 'online or not', {most: MOST_VALUES}).optional(),
    'wrap_up[]': list(onOff('in wrap-up'), 'in wrap-up or not', {most: MOST_VALUES}).optional(),
    'location[]': filter('locations'),
    'last_login_time[from]': moment('logged in after this').optional(),
    'last_login_time[to]': moment('logged in before this').optional(),
    'status_updated_at[from]': moment('changed their status after this').optional(),
    'status_updated_at[to]': moment('changed their status before this').optional(),
  }),
  rule: ({query}) => filterProblem(Object.keys(query ?? {})),
  answer: listOf(userRecord),
});
