import {errors, jwtVerify} from 'jose';
import type {ContactNote, CustomerFlags, CustomField} from '../../contact-notes.js';
import type {EndUserDetails} from '../../end-user-book.js';
import type {EndUserRef} from '../../floor/chat.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest} from '../refusal.js';
import {type Answer, accepted, ok} from '../route.js';
import {isMissing, type Sent} from './call-checks.js';

// What calls and chats have in common: trust flags, fields shown to the agent, and the end user they belong to.

/** How long the same change of an end user is refused, floor time. */
const SAME_CHANGE_MS = 10_000;
/** How long a change of an end user takes, floor time. */
const CHANGE_MS = 1000;
/** Fields shown for one call or chat. */
const MOST_FIELDS = 200;

/** The flags as the API shows them; one that nobody has set is false. */
export const flagsAnswer = ({flags}: ContactNote): Answer =>
  ok({
    verified_customer: flags.verified_customer ?? false,
    bad_actor: flags.bad_actor ?? false,
    repeat_customer: flags.repeat_customer ?? false,
  });

/** What a request may say of the flags: the name of the last one is a plural there. */
type FlagChange = {
  readonly verified_customer?: boolean | undefined;
  readonly bad_actor?: boolean | undefined;
  readonly repeat_customers?: boolean | undefined;
};

/** Changes the flags that are told, and answers all of them. */
export function changeFlags(note: ContactNote, change: FlagChange): Answer {
  setFlags(note, {
    verified_customer: change.verified_customer,
    bad_actor: change.bad_actor,
    repeat_customer: change.repeat_customers,
  });
  return flagsAnswer(note);
}

function setFlags(note: ContactNote, told: Partial<Record<keyof CustomerFlags, boolean | undefined>>): void {
  note.flags = {
    verified_customer: told.verified_customer ?? note.flags.verified_customer,
    bad_actor: told.bad_actor ?? note.flags.bad_actor,
    repeat_customer: told.repeat_customer ?? note.flags.repeat_customer,
  };
}

type CustomData = {
  readonly signed: boolean;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  readonly signed_data?: string | undefined;
};

/** Adds fields to those shown to the agent; the reserved ones set flags. A token must be signed with the company's secret. */
export async function keepCustomData(state: TenantState, note: ContactNote, asked: CustomData): Promise<Answer> {
  const data = asked.signed ? await signedData(state, asked.signed_data) : asked.data;
  if (!isRecord(data)) throw badRequest(asked.signed ? 'signed_data is required' : 'data is required');
  const fields = Object.entries(data);
  for (const [name, field] of fields) {
    if (!isRecord(field)) throw badRequest(`data.${name.slice(0, 100)} must be an object with label and value`);
  }
  const told = {...note.customData, ...(data as Record<string, CustomField>)};
  if (Object.keys(told).length > MOST_FIELDS) throw badRequest(`At most ${MOST_FIELDS} fields can be shown`);
  note.customData = told;
  setFlags(note, {
    verified_customer: reserved(data, 'reserved_verified_customer'),
    bad_actor: reserved(data, 'reserved_bad_actor'),
    repeat_customer: reserved(data, 'reserved_repeat_customer'),
  });
  return ok({message: 'accepted'});
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function reserved(data: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = (data[name] as CustomField | undefined)?.value;
  return typeof value === 'boolean' ? value : undefined;
}

async function signedData({companySecret, wall}: TenantState, token: string | undefined): Promise<unknown> {
  if (token === undefined) throw badRequest('signed_data is required');
  try {
    const {payload} = await jwtVerify(token, new TextEncoder().encode(companySecret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'iat'],
      currentDate: new Date(wall()),
    });
    if (!isRecord(payload['custom_data'])) throw badRequest('signed_data lacks the claim custom_data');
    return payload['custom_data'];
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw badRequest('signed_data has expired');
    if (error instanceof errors.JOSEError) throw badRequest('signed_data is not signed as it should be');
    throw error;
  }
}

/** A call or chat whose end user is changed. */
type Target = {readonly kind: 'call' | 'chat'; readonly id: number; readonly owner: {endUser: EndUserRef}};

/** 400 when the identifier is missing, with the text that the API has for it. */
export function refuseMissingIdentifier(sent: Sent): void {
  if (isMissing(sent['identifier'])) throw badRequest('param is missing or the value is empty: identifier');
}

/** Gives a call or chat another end user, a moment later. The same change again too soon is refused. */
export function updateEndUser(
  state: TenantState,
  {kind, id, owner}: Target,
  {identifier, ...details}: EndUserDetails & {readonly identifier: string},
): Answer {
  const {floor, endUsers} = state;
  const note = state.notes.of(kind, id);
  const text = JSON.stringify([identifier, details]);
  const last = note.endUserChange;
  if (last?.text === text && floor.now() - last.at < SAME_CHANGE_MS) {
    throw badRequest('Duplicate request: Please wait for the interval to expire');
  }
  note.endUserChange = {text, at: floor.now()};
  floor.after(CHANGE_MS, () => {
    owner.endUser = endUsers.upsert(identifier, details);
  });
  return accepted({message: 'accepted'});
}
