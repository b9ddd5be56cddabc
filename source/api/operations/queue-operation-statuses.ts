import {z} from 'zod';
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
  method: 'GET',
  path: '/queue_operation_statuses',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  query: z.object({menu_id: z.int(), lang: z.string().min(2), channel_type: z.enum(['call', 'chat'])}),
  answer: operationStatusAnswer,
});
