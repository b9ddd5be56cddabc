import type {AnyOperation} from '../operation.js';
import {agentStatusOperations} from './agent-statuses.js';
import {bulkUserOperations, listBulkUserJobs} from './bulk-users.js';
import {callOperations} from './calls.js';
import {campaignOperations} from './campaign-contacts.js';
import {getChatMedia} from './chat-media.js';
import {chatOperations} from './chats.js';
import {endCobrowseSession} from './cobrowse.js';
import {createContactData} from './contact-data.js';
import {contactListOperations} from './contact-lists.js';
import {sendCallCustomData} from './custom-data.js';
import {dncOperations} from './dnc.js';
import {endUserOperations} from './end-users.js';
import {getQueueOperationStatus, getQueueStatus} from './queue-operation-statuses.js';
import {queueSettingsOperations} from './queue-settings.js';
import {getQueuesStatus} from './queues-status.js';
import {smsOperations} from './sms.js';
import {listUsers} from './users.js';
import {listWaitTimes} from './wait-times.js';

/**
 * Every operation of the API, in the order of its collection, then what only the public pages have. A new operation is a
 * row in its group's file, and its name in the list at the end of that file.
 */
export const OPERATIONS: readonly AnyOperation[] = [
  ...callOperations,
  ...smsOperations,
  listWaitTimes,
  createContactData,
  ...bulkUserOperations,
  ...campaignOperations,
  ...agentStatusOperations,
  ...endUserOperations,
  ...chatOperations,
  ...dncOperations,
  getQueueStatus,
  ...queueSettingsOperations,
  ...contactListOperations,
  getQueueOperationStatus,
  listUsers,
  sendCallCustomData,
  listBulkUserJobs,
  getQueuesStatus,
  getChatMedia,
  endCobrowseSession,
];
