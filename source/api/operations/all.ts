import type {AnyOperation} from '../operation.js';
import {forceLogoutAgents, getForceLogoutJob, updateAgentStatuses} from './agent-statuses.js';
import {createChat, escalateChat, getChat, updateChat, updateChatEscalation} from './chats.js';
import {getQueueOperationStatus} from './queue-operation-statuses.js';
import {listUsers} from './users.js';
import {listWaitTimes} from './wait-times.js';

/** Every operation the program knows. A new operation is a row in its group's file and its name here. */
export const OPERATIONS: readonly AnyOperation[] = [
  listUsers,
  listWaitTimes,
  getQueueOperationStatus,
  updateAgentStatuses,
  forceLogoutAgents,
  getForceLogoutJob,
  createChat,
  getChat,
  updateChat,
  escalateChat,
  updateChatEscalation,
];
