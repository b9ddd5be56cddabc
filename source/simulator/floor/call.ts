import type {EndUserRef} from './chat.js';
import type {Contact} from './contact.js';

/** How a call came about: over the phone, or asked for through the API. */
export type CallKind = 'inbound' | 'outbound_api' | 'inbound_api' | 'scheduled_api';

/** One call: a contact, with what only calls have. Times are milliseconds of floor time. */
export type Call = {
  readonly id: number;
  readonly kind: CallKind;
  readonly contact: Contact;
  readonly parentId: number | null;
  /** When it is to be put in line; null for a call of now. */
  readonly scheduledAt: number | null;
  /** E.164. */
  readonly number: string;
  readonly outboundNumber: string;
  readonly ticketId: string | null;
  readonly recordingPermission: string;
  endUser: EndUserRef;
};

// The phone rings a moment before somebody speaks.
const RINGING_MS = 2000;
const CONNECTING_MS = 5000;

/** The call's status at a moment, as the API words it. */
export function callStatus({contact, kind}: Call, now: number): string {
  if (contact.state === 'bot') return kind === 'scheduled_api' ? 'scheduled' : 'selecting';
  if (contact.state === 'waiting') return 'queued';
  if (contact.state === 'ended') return contact.servedAt === null ? 'failed' : 'finished';
  const since = now - (contact.servedAt ?? now);
  return since < RINGING_MS ? 'assigned' : since < CONNECTING_MS ? 'connecting' : 'connected';
}

/** When agent and customer spoke first; null as long as they did not. */
export function connectedAt({contact}: Call, now: number): number | null {
  if (contact.servedAt === null) return null;
  const at = contact.servedAt + CONNECTING_MS;
  return at <= (contact.endedAt ?? now) ? at : null;
}
