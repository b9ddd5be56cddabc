import {z} from 'zod';
import {idNumber, lenientNumber, listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';

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

/** User records, by page or by one filter (never both, never two filters). */
export const listUsers = operation({
  id: 'listUsers',
  group: 'Users',
  title: 'List users',
  method: 'GET',
  path: '/users',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  query: z.object({
    page: z.int().min(1).optional(),
    per: z.int().min(1).max(1000).optional(),
    'id[]': z.array(z.string()).max(1000).optional(),
    'agent_number[]': z.array(z.string()).max(1000).optional(),
    'status_id[]': z.array(z.string()).max(1000).optional(),
    'online[]': z.array(z.boolean()).max(1000).optional(),
    'wrap_up[]': z.array(z.boolean()).max(1000).optional(),
    'location[]': z.array(z.string()).max(1000).optional(),
    'last_login_time[from]': z.string().optional(),
    'last_login_time[to]': z.string().optional(),
    'status_updated_at[from]': z.string().optional(),
    'status_updated_at[to]': z.string().optional(),
  }),
  answer: listOf(userRecord),
});
