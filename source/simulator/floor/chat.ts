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

/** Who wrote a message. */
export type Sender = 'end_user' | 'virtual_agent' | 'agent';

/** One message of a chat, at a moment of floor time: its text, or a photo or video by its id. */
export type ChatMessage = {
  readonly sender: Sender;
  readonly at: number;
  readonly content:
    | {readonly type: 'text'; readonly text: string}
    | {readonly type: 'photo' | 'video'; readonly mediaId: number};
};

export type EndUserRef = {readonly id: number; readonly identifier: string};

/** One chat: a contact, with what only chats have. */
export type Chat = {
  readonly id: number;
  readonly contact: Contact;
  endUser: EndUserRef;
  readonly withVirtualAgent: boolean;
  /** Begun by a customer of the floor, not through the API. */
  readonly isVisit: boolean;
  readonly escalations: Escalation[];
  /** What was written so far, oldest first; the beginning of a very long chat is forgotten. */
  readonly messages: ChatMessage[];
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
