import {z} from 'zod';
import {choice, fields, language, whole} from '../fields.js';
import {idNumber, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** The prose of the API calls the first flag `after_hours`, its sample `after_hour`; either is read. */
const operationStatusAnswer = z.object({
  menu_id: maybe(idNumber),
  lang: maybe(z.string()),
  channel_type: maybe(z.string()),
  after_hour: maybe(z.boolean()),
  after_hours: maybe(z.boolean()),
  overcapacity: maybe(z.boolean()),
});

/** Whether one queue is closed or over capacity on one channel. Both flags false means open. */
export const getQueueOperationStatus = operation({
  id: 'getQueueOperationStatus',
  group: 'Queue Operation Statuses',
  title: 'Get queue operation status',
  help: 'Whether a queue is closed, or so full that new contacts are turned away. Neither means open.',
  method: 'GET',
  path: '/queue_operation_statuses',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  source: 'Queue operation statuses, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-queue-status',
  query: fields({
    menu_id: whole('queue', {pick: 'queue'}),
    lang: language('language of the queue'),
    channel_type: choice(['call', 'chat'], 'channel; not the names that wait times use'),
  }),
  answer: operationStatusAnswer,
});
