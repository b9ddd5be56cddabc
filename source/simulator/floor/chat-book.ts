import type {Chat, EndUserRef} from './chat.js';
import {newContact} from './contact.js';
import type {FloorQueue} from './floor-queue.js';
import type {Timeline} from './timeline.js';

/** Id of the first chat of every simulated tenant. */
export const FIRST_CHAT_ID = 81_501;

/** Ids that are kept free for the first chats which stay with the virtual agent. */
export const STANDING_IDS = 6;

const MOST_KEPT = 4000;
const FIRST_VISITOR_ID = 500_000;

/** What a new chat is made of; `id` only for one of the ids kept free. */
export type NewChat = {readonly impatient: boolean; readonly endUser?: EndUserRef; readonly id?: number};

/** Every living chat and the latest ended ones, by id. */
export type ChatBook = {
  readonly find: (id: number) => Chat | undefined;
  /** Chats that are with the virtual agent now, lowest id first. */
  readonly withBot: () => readonly Chat[];
  /** Enters a new chat in the `bot` state. Without an end user it is an anonymous visitor's. */
  readonly open: (queue: FloorQueue, setting: NewChat) => Chat;
  readonly all: () => Iterable<Chat>;
};

/** An empty book. */
export function createChatBook(timeline: Timeline): ChatBook {
  const chats = new Map<number, Chat>();
  const byAge: number[] = [];
  let nextId = FIRST_CHAT_ID + STANDING_IDS;

  // The oldest ended chats go; living ones move to the back of the row.
  function forget(): void {
    for (let looked = 0; looked < 8 && chats.size > MOST_KEPT; looked++) {
      const id = byAge.shift();
      if (id === undefined) return;
      if (chats.get(id)?.contact.state === 'ended') chats.delete(id);
      else byAge.push(id);
    }
  }

  return {
    find: id => chats.get(id),
    all: () => chats.values(),
    withBot: () =>
      [...chats.values()].filter(chat => chat.contact.state === 'bot').sort((one, other) => one.id - other.id),
    open(queue, {impatient, endUser, id: givenId}) {
      const id = givenId ?? nextId;
      if (givenId === undefined) nextId += 1;
      const chat: Chat = {
        id,
        contact: newContact({id, channel: 'chat', queue, createdAt: timeline.now(), impatient}),
        endUser: endUser ?? {id: FIRST_VISITOR_ID + id, identifier: `visitor-${id}`},
        isVisit: endUser === undefined,
        withVirtualAgent: queue.menu.virtualAgent,
        escalations: [],
        messages: [],
      };
      chats.set(id, chat);
      byAge.push(id);
      forget();
      return chat;
    },
  };
}
