import {z} from 'zod';
import {choice, fields, language, list, moment, whole} from '../fields.js';
import {idNumber, lenientNumber, listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** A quarter of an hour in which call-backs can be had: `20250305`, `09:00`, `09:15`, in the tenant's own time. */
export const callbackPeriod = z.object({
  date: maybe(z.string()),
  start_time: maybe(z.string()),
  end_time: maybe(z.string()),
});
export type CallbackPeriod = z.output<typeof callbackPeriod>;

/** One queue: waits in seconds, staffing, slots for call-backs. */
export const queueStatusRow = z.object({
  menu_id: idNumber,
  menu_type: maybe(z.string()),
  lang: maybe(z.string()),
  materialized_path: maybe(z.string()),
  current_queue_ewt: maybe(lenientNumber),
  scheduled_callback_ewt: maybe(lenientNumber),
  logged_in_agents: maybe(lenientNumber),
  available_agents: maybe(lenientNumber),
  breakthrough_agents: maybe(lenientNumber),
  callback_periods: maybe(listOf(callbackPeriod)),
});
export type QueueStatusRow = z.output<typeof queueStatusRow>;

/** Several queues with one request. */
export const getQueuesStatus = operation({
  id: 'getQueuesStatus',
  group: 'Additional (not in the seed)',
  title: 'Get status of queues',
  help: 'Wait, staffing and slots for call-backs of several queues of one language and type, with one request.',
  method: 'GET',
  path: '/queues/status',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  source: 'Queue status, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-queues-status',
  query: fields({
    lang: language('language of the queues'),
    'menu_id[]': list(whole('queue'), 'queues; leaf menus only', {least: 1, pick: 'queue'}),
    menu_type: choice(['ivr_menu', 'mobile_menu', 'web_menu'], 'type of their menus'),
    callback_period_hours: whole('hours of call-back slots to tell', {most: 8, usual: '4'}).optional(),
    callback_start_from: moment('from when on; at most 24 hours ahead').optional(),
  }),
  answer: z.object({queues: listOf(queueStatusRow)}),
});
