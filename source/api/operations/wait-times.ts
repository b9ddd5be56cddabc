import {z} from 'zod';
import {idNumber, lenientNumber, listOf, maybe, numberIfTold} from '../lenient.js';
import {operation} from '../operation.js';

/** One queue's wait. `voice_call` and `chat` are seconds; a key is absent when the queue lacks that channel. */
export const waitRow = z.object({
  menu_id: idNumber,
  menu_type: maybe(z.string()),
  voice_call: numberIfTold,
  chat: numberIfTold,
  materialized_path: maybe(z.string()),
  logged_in_agents: maybe(lenientNumber),
  available_agents: maybe(lenientNumber),
  breakthrough_agents: maybe(lenientNumber),
});
export type WaitRow = z.output<typeof waitRow>;

/** Estimated waits and staffing of every queue of one language. Not paged. */
export const listWaitTimes = operation({
  id: 'listWaitTimes',
  group: 'Wait Times',
  title: 'List wait times',
  method: 'GET',
  path: '/wait_times',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  query: z.object({
    lang: z.string().min(2),
    menu_id: z.int().optional(),
    menu_type: z.enum(['ivr_menu', 'mobile_menu', 'web_menu']).optional(),
    channel_type: z.enum(['voice_call', 'chat']).optional(),
    'wait[from]': z.int().positive().optional(),
    'wait[to]': z.int().positive().optional(),
  }),
  answer: listOf(waitRow),
});
