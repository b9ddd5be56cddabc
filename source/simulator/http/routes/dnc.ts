import {z} from 'zod';
import {momentOf} from '../../../api/moment.js';
import {addDncContacts, checkDncContact, removeDncContacts} from '../../../api/operations/dnc.js';
import {isEmergencyNumber, phoneNumberOf} from '../../phone-number.js';
import type {TenantState} from '../../tenant-state.js';
import {shaped} from '../body.js';
import {required} from '../query.js';
import {badRequest} from '../refusal.js';
import {ok, type Route, rawRoute} from '../route.js';

const MOST_ROWS = 10_000;

// A malformed number is the row's fault, not the request's, so its form is looked at row by row.
const addBody = z.object({
  contacts: z
    .array(z.object({phone_number: z.string(), expires_at: z.string().nullish()}))
    .min(1)
    .max(MOST_ROWS),
});
const removeBody = z.object({phone_numbers: z.array(z.string()).min(1).max(MOST_ROWS)});

type Row = Readonly<Record<string, unknown>>;

/** The company's do-not-call list: add, remove, check. Numbers are echoed as they were sent. */
export const dncRoutes = (state: TenantState): readonly Route[] => [
  rawRoute(addDncContacts, ({body}) => ok(shaped(addBody, body).contacts.map(contact => addRow(state, contact)))),
  rawRoute(removeDncContacts, ({body}) =>
    ok(shaped(removeBody, body).phone_numbers.map(text => removeRow(state, text))),
  ),
  rawRoute(checkDncContact, ({query}) => {
    const text = required(query.get('phone_number'), 'phone_number');
    const number = phoneNumberOf(text)?.e164;
    if (number === undefined) throw badRequest('phone_number is invalid');
    const entry = state.dnc.find(number);
    return ok({phone_number: text, is_dnc: entry !== undefined, expires_at: spaced(entry?.expiresAt ?? null)});
  }),
];

function addRow(
  {dnc, wall}: TenantState,
  {phone_number: text, expires_at: until}: {readonly phone_number: string; readonly expires_at?: string | null},
): Row {
  const echo = {phone_number: text, ...(until ? {expires_at: until} : {})};
  const failed = (error: string): Row => ({...echo, status: 'failed', error});
  if (isEmergencyNumber(text)) return failed('emergency phone number is not allowed');
  const number = phoneNumberOf(text)?.e164;
  if (number === undefined) return failed('phone_number is invalid');
  const expiresAt = until ? momentOf(until) : null;
  if (until && expiresAt === null) return failed('expires_at is invalid');
  if (expiresAt !== null && expiresAt <= wall()) return failed('expires_at cannot be past date/time');
  return {...echo, status: dnc.add({number, expiresAt})};
}

function removeRow({dnc}: TenantState, text: string): Row {
  const number = phoneNumberOf(text)?.e164;
  if (number === undefined) return {phone_number: text, status: 'failed', error: 'phone_number is invalid'};
  if (dnc.remove(number)) return {phone_number: text, status: 'removed'};
  return {phone_number: text, status: 'failed', error: 'phone_number is not found'};
}

/** A moment as this group writes it: `2031-12-31 00:00:00 UTC`. */
function spaced(at: number | null): string | null {
  if (at === null) return null;
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
