import type {DeflectionChannel} from '../api/operations/chats.js';
import type {Watched} from '../picture/watch-list.js';

/** Channels that the customer takes elsewhere: the chat is finished for them. */
export const CLOSING: readonly DeflectionChannel[] = ['email', 'external_link'];

/** The channel of a chat for which it is still to be finished, as far as is known here; else null. */
export function channelToFinish(watched: Watched | undefined): DeflectionChannel | null {
  const channel = CLOSING.find(one => one === watched?.escalation?.channel);
  return channel && watched && !watched.ended ? channel : null;
}
