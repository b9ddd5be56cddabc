import {z} from 'zod';
import {choice, fields, language, whole} from '../fields.js';
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
  help: 'Estimated wait and staffing of every queue of a language, now. An estimate of the time to wait, not the number waiting.',
  method: 'GET',
  path: '/wait_times',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  source: 'Wait times, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-wait-times',
  query: fields({
    lang: language('language of the queues'),
    menu_id: whole('only this menu and those below it', {pick: 'queue'}).optional(),
    menu_type: choice(['ivr_menu', 'mobile_menu', 'web_menu'], 'only menus of this type').optional(),
    channel_type: choice(['voice_call', 'chat'], 'only this channel').optional(),
    'wait[from]': whole('only queues with a longer wait, seconds').optional(),
    'wait[to]': whole('only queues with a shorter wait, seconds').optional(),
  }),
  answer: listOf(waitRow),
});
