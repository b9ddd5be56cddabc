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

const shared = {
  method: 'GET',
  path: '/queue_operation_statuses',
  class: 'read',
  repeat: 'safe',
  help: 'Whether a queue is closed, or so full that new contacts are turned away. Neither means open.',
  query: fields({
    menu_id: whole('queue', {pick: 'queue'}),
    lang: language('language of the queue'),
    channel_type: choice(['call', 'chat'], 'channel; not the names that wait times use'),
  }),
  answer: operationStatusAnswer,
} as const;

/** Whether one queue is closed or over capacity on one channel. Both flags false means open. */
export const getQueueOperationStatus = operation({
  ...shared,
  id: 'getQueueOperationStatus',
  group: 'Queue Operation Statuses',
  title: 'Get queue operation status',
  confidence: 'documented',
  source: 'Queue operation statuses, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-queue-status',
});

/** An earlier copy of the same under another heading of the API collection. */
export const getQueueStatus = operation({
  ...shared,
  id: 'getQueueStatus',
  group: 'Queue Status Endpoints',
  title: 'Get queue status',
  confidence: 'inferred',
  alternatives: ['GET /queue_status', 'GET /queue_statuses'],
});
