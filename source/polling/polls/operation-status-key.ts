import type {Channel} from '../../picture/queue.js';

/** Candidate key of one queue's operation status on one channel. */
export const operationStatusKey = (queueKey: string, channel: Channel): string => `status/${queueKey}/${channel}`;
