import type {FloorAgent} from './floor-agent.js';
import type {Channel, FloorQueue} from './floor-queue.js';

/** Where a contact is: with the virtual agent, in line, with an agent, or over. */
export type ContactState = 'bot' | 'waiting' | 'serving' | 'ended';

/** Why a contact is over. `dismissed` is a chat that the customer left without a word. */
export type Ending = 'finished' | 'abandoned' | 'dismissed' | 'va_dismissed' | 'deflected';

/** A call or chat. Times are milliseconds of floor time. */
export type Contact = {
  readonly id: number;
  readonly channel: Channel;
  readonly queue: FloorQueue;
  readonly createdAt: number;
  /** False: waits however long it takes. */
  impatient: boolean;
  state: ContactState;
  waitingSince: number;
  /** When the first agent took it. */
  servedAt: number | null;
  endedAt: number | null;
  ending: Ending | null;
  agent: FloorAgent | null;
  /** Everybody who has dealt with it, first one first. */
  readonly agents: FloorAgent[];
  /** Grows with every change of state; an event planned under an older one is void. */
  epoch: number;
};

/** What a new contact is made of. */
export type NewContact = Pick<Contact, 'id' | 'channel' | 'queue' | 'createdAt' | 'impatient'>;

/** A contact that begins with the virtual agent, or is about to be put in line. */
export const newContact = (contact: NewContact): Contact => ({
  ...contact,
  state: 'bot',
  waitingSince: contact.createdAt,
  servedAt: null,
  endedAt: null,
  ending: null,
  agent: null,
  agents: [],
  epoch: 0,
});
