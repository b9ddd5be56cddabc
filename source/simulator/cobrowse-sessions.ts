import {createBoundedMap} from './bounded-map.js';
import type {Floor} from './floor/floor.js';

/** Sessions in which an agent looks at a customer's screen: every chat with an agent has one, `cobrowse-<chat id>`. */
export type CobrowseSessions = {
  /** Ends a session; false when there is none of that name, or it was ended before. */
  readonly end: (name: string) => boolean;
};

const NAME = /^cobrowse-(\d{1,15})$/;
const MOST_KEPT = 4000;

/** The sessions of a floor's chats. */
export function createCobrowseSessions({chats}: Floor): CobrowseSessions {
  const ended = createBoundedMap<string, true>(MOST_KEPT);
  return {
    end(name) {
      const chat = chats.find(Number(NAME.exec(name)?.[1]));
      if (chat?.contact.state !== 'serving' || ended.get(name)) return false;
      ended.set(name, true);
      return true;
    },
  };
}
