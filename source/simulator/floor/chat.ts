import type {Contact} from './contact.js';
import type {Admission} from './floor-queue.js';

export const DEFLECTION_CHANNELS = ['human_agent', 'virtual_agent', 'email', 'external_link'] as const;
export type DeflectionChannel = (typeof DEFLECTION_CHANNELS)[number];
export type DeflectionReason = Exclude<Admission, 'open'>;

/** A wish to leave the virtual agent for a human one. */
export type Escalation = {
  readonly id: number;
  readonly chatId: number;
  readonly reason: string | null;
  /** Null: it was accepted, and the chat was put in line. */
  readonly deflectionReason: DeflectionReason | null;
  deflectionChannel: DeflectionChannel | null;
};

export type EndUserRef = {readonly id: number; readonly identifier: string};

/** One chat: a contact, with what only chats have. */
export type Chat = {
  readonly id: number;
  readonly contact: Contact;
  readonly endUser: EndUserRef;
  readonly withVirtualAgent: boolean;
  readonly escalations: Escalation[];
  messages: number;
};

/** The chat's status as the API words it. */
export function chatStatus({contact}: Chat): string {
  if (contact.state === 'bot') return 'va_assigned';
  if (contact.state === 'waiting') return 'queued';
  if (contact.state === 'serving') return 'assigned';
  return contact.ending === 'abandoned' ? 'dismissed' : (contact.ending ?? 'finished');
}

/** Reason of the latest escalation when that was deflected and the customer has not chosen what to do. */
export const pendingDeflection = (chat: Chat): DeflectionReason | null => {
  const latest = chat.escalations.at(-1);
  return latest?.deflectionChannel === null ? latest.deflectionReason : null;
};
