import ISO6391 from 'iso-639-1';
import {momentOf} from '../../../api/moment.js';
import {type Admission, admissionOf, channelOf, type FloorQueue, type MenuType} from '../../floor/floor-queue.js';
import {CALL_NUMBERS, OUTBOUND_NUMBER} from '../../floor/phone-book.js';
import {phoneNumberOf} from '../../phone-number.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest} from '../refusal.js';

// What is asked of a call before it is made, each with the text that the API gives when it is not so.

/** A body before anything is known of its shape. */
export type Sent = Readonly<Record<string, unknown>>;

/** Whether a value was left out; an empty text counts as that. */
export const isMissing = (value: unknown): value is undefined | null | '' =>
  value === undefined || value === null || value === '';

/** The language asked for, or the tenant's first one; 400 when it is unknown or not in use. */
export function languageOfCall({floor}: TenantState, {lang}: Sent): string {
  if (isMissing(lang)) return floor.languages.includes('en') ? 'en' : (floor.languages[0] ?? 'en');
  if (typeof lang === 'string' && floor.languages.includes(lang)) return lang;
  const isKnown = typeof lang === 'string' && ISO6391.validate(lang.slice(0, 2));
  throw badRequest(`Language '${lang}' is ${isKnown ? 'not available' : 'not found'}`);
}

/** The queue of a menu in a language; undefined when no menu is named, 400 when it is none. */
export function queueOfCall({floor}: TenantState, {menu_id: menuId}: Sent, lang: string): FloorQueue | undefined {
  if (isMissing(menuId)) return undefined;
  if (!/^\d{1,15}$/.test(String(menuId))) throw badRequest('menu_id is not well formed');
  const queue = floor.queueOf(Number(menuId), lang);
  if (queue === undefined) throw badRequest(`menu_id ${menuId} is not found`);
  return queue;
}

/** 400 unless the queue takes calls and its menu is of one of these types. */
export function refuseMenuType(queue: FloorQueue, types: readonly MenuType[], text: string): void {
  if (!types.includes(queue.menu.type) || channelOf(queue, 'call') === undefined) throw badRequest(text);
}

/** Whether the queue takes a call at this moment. */
export function callAdmission({floor}: TenantState, queue: FloorQueue): Admission {
  const line = channelOf(queue, 'call');
  return line === undefined ? 'after_hours' : admissionOf(queue, line, floor.now());
}

/** The number to ring, E.164: that of the ticket's contact where a ticket is named. 400 when it is malformed or blocked. */
export function numberOfCall({dnc}: TenantState, sent: Sent, malformed: string): string {
  const {ticket_id: ticketId, end_user_number: text} = sent;
  const number = isMissing(ticketId) ? phoneNumberOf(text)?.e164 : ticketNumber(String(ticketId));
  if (number === undefined) throw badRequest(isMissing(ticketId) ? malformed : 'Contact not found');
  if (dnc.find(number) !== undefined) throw badRequest('end_user_number is on the do-not-call list');
  return number;
}

/** Tickets that end in 9 have no contact; the others' contacts have a number from the block kept for fiction. */
function ticketNumber(ticketId: string): string | undefined {
  const last = ticketId.charCodeAt(ticketId.length - 1);
  return ticketId.endsWith('9') ? undefined : `+1415555${String(100 + (last % 100)).padStart(4, '0')}`;
}

/** Tickets that end in 0 have a contact with several numbers: the agent must choose one. */
export const mustAgentChoose = ({ticket_id: ticketId}: Sent): boolean =>
  !isMissing(ticketId) && String(ticketId).endsWith('0');

/** The number shown to the customer: the one asked for, if the tenant owns it. */
export function shownNumber({outbound_number: text}: Sent): string {
  const asked = phoneNumberOf(text)?.e164;
  return asked !== undefined && CALL_NUMBERS.includes(asked) ? asked : OUTBOUND_NUMBER;
}

/** Floor time of a booking; 400 when it is missing, no moment, or past. */
export function bookedFor({toFloor, wall}: TenantState, {scheduled_at: text}: Sent): number {
  if (isMissing(text)) throw badRequest('scheduled_at is required');
  const at = typeof text === 'string' ? momentOf(text) : null;
  if (at === null) throw badRequest('scheduled_at is not well formed');
  if (at <= wall()) throw badRequest('scheduled_at must be in the future');
  return toFloor(at);
}
