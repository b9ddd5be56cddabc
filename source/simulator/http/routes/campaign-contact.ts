import {z} from 'zod';
import type {Campaign, CampaignContact, NewCampaignContact} from '../../campaigns/campaign.js';
import {isEmergencyNumber, phoneNumberOf} from '../../phone-number.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';

const contactRow = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone_number: z.string(),
  outbound_number: z.string().nullish(),
  external_unique_id: z.string().nullish(),
});

/** A new contact of a campaign, from a body or a row of a file; a `Refusal` (400) says why it cannot be one. */
export function newContactOf(state: TenantState, campaign: Campaign, row: unknown): NewCampaignContact {
  const read = contactRow.safeParse(row);
  if (!read.success) throw badRequest('A contact must have a phone_number');
  const {name, email, phone_number: number, outbound_number: shown, external_unique_id: uniqueId} = read.data;
  const phoneNumber = wantedNumber(state, number);
  if (shown && phoneNumberOf(shown) === undefined) throw badRequest('outbound_number is invalid');
  const isTaken = [...campaign.contacts.values()].some(contact => contact.uniqueId === uniqueId);
  if (uniqueId && isTaken) throw badRequest('external_unique_id has already been taken');
  return {
    name: name ?? null,
    email: email ?? null,
    phoneNumber,
    outboundNumber: phoneNumberOf(shown)?.e164 ?? null,
    uniqueId: uniqueId ?? null,
  };
}

/** A number that may be called, E.164; 400 when it is malformed, for emergencies, or on the do-not-call list. */
export function wantedNumber({dnc}: TenantState, text: string): string {
  if (isEmergencyNumber(text)) throw badRequest('emergency phone number is not allowed');
  const number = phoneNumberOf(text)?.e164;
  if (number === undefined) throw badRequest('phone_number is invalid');
  if (dnc.find(number) !== undefined) throw badRequest('phone_number is on the do-not-call list');
  return number;
}

/** What may name a contact. */
type Naming = {
  readonly contact_id?: number | undefined;
  readonly external_unique_id?: string | undefined;
  readonly phone_number?: string | undefined;
};

/** The contact named by its id, or else its own key, or else its number; 400 when nothing names it, 404 when it is not there. */
export function contactNamedBy(campaign: Campaign, naming: Naming): CampaignContact {
  const {contact_id: id, external_unique_id: uniqueId, phone_number: number} = naming;
  if (id === undefined && uniqueId === undefined && number === undefined) {
    throw badRequest('One of contact_id, phone_number and external_unique_id is required');
  }
  const contacts = [...campaign.contacts.values()];
  const e164 = phoneNumberOf(number)?.e164;
  const found =
    id !== undefined
      ? campaign.contacts.get(id)
      : uniqueId !== undefined
        ? contacts.find(contact => contact.uniqueId === uniqueId)
        : contacts.find(contact => contact.phoneNumber === e164);
  if (found === undefined) throw notFound('Contact not found');
  return found;
}
