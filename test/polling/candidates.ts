import {getChat} from '../../source/api/operations/chats.js';
import {getQueueOperationStatus} from '../../source/api/operations/queue-operation-statuses.js';
import {listUsers} from '../../source/api/operations/users.js';
import {listWaitTimes} from '../../source/api/operations/wait-times.js';
import type {Candidate, PollKind} from '../../source/polling/candidate.js';

const OPERATIONS = {
  waits: listWaitTimes,
  directory: listUsers,
  presence: listUsers,
  operation_status: getQueueOperationStatus,
  chat: getChat,
  job: getChat,
  'bulk-users': getChat,
  'campaign-import': getChat,
} as const;

/** A question that is known from when it is answered; what is not given is of no matter. */
export const candidate = (kind: PollKind, name: string, rest: Partial<Candidate> = {}): Candidate => ({
  key: `${kind}/${name}`,
  kind,
  label: name,
  operation: OPERATIONS[kind],
  input: {},
  weight: 0.1,
  knownAt: null,
  apply: () => {},
  ...rest,
});
