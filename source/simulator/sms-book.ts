import {createBoundedMap} from './bounded-map.js';
import type {EndUserRef} from './floor/chat.js';
import type {FloorAgent} from './floor/floor-agent.js';

const FIRST_SMS_ID = 61_001;
const MOST_KEPT = 2000;
/** A session without an answer is over after this, floor time. */
const ACTIVE_MS = 30 * 60_000;

/** A conversation by text messages that was begun through the API. Times are floor time; numbers are E.164. */
export type SmsSession = {
  readonly id: number;
  readonly chatType: string;
  readonly createdAt: number;
  readonly endUser: EndUserRef;
  readonly number: string;
  readonly outboundNumber: string;
  readonly message: string;
  readonly ticketId: string | null;
  readonly agent: FloorAgent | null;
};

/** The latest sessions. */
export type SmsBook = {
  readonly begin: (session: Omit<SmsSession, 'id'>) => SmsSession;
  /** Whether a session with this number is going on at a moment. */
  readonly isActive: (number: string, now: number) => boolean;
};

/** No sessions yet. */
export function createSmsBook(): SmsBook {
  const byNumber = createBoundedMap<string, SmsSession>(MOST_KEPT);
  let nextId = FIRST_SMS_ID;
  return {
    begin(asked) {
      const session = {...asked, id: nextId};
      nextId += 1;
      byNumber.set(session.number, session);
      return session;
    },
    isActive: (number, now) => now - (byNumber.get(number)?.createdAt ?? Number.NEGATIVE_INFINITY) < ACTIVE_MS,
  };
}
