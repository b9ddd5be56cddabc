import type {Queue} from '../picture/queue.js';

/**
 * A queue's waits (seconds) and staffing under the names of the API. Null: not told. A channel that the queue does not
 * take has no key.
 */
export const waitFields = (queue: Queue) => ({
  ...(queue.channels.includes('call') ? {voice_call: queue.wait.call} : {}),
  ...(queue.channels.includes('chat') ? {chat: queue.wait.chat} : {}),
  logged_in_agents: queue.loggedIn,
  available_agents: queue.available,
  breakthrough_agents: queue.breakthrough,
});
