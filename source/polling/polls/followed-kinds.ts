import type {OperationInput} from '../../api/build-request.js';
import type {Answer} from '../../api/client.js';
import type {AnyOperation} from '../../api/operation.js';
import {type AgentStatusJob, getForceLogoutJob} from '../../api/operations/agent-statuses.js';
import {type BulkUserJob, getBulkUserJob} from '../../api/operations/bulk-users.js';
import {type CampaignImportJob, getCampaignContactImportJob} from '../../api/operations/campaign-contacts.js';
import {type ChatRecord, getChat} from '../../api/operations/chats.js';
import type {Watched, WatchKind} from '../../picture/watch-list.js';
import {safeText} from '../../terminal/safe-text.js';
import {isEnd} from './end-words.js';

/** What a look at something followed has told. */
export type News = Pick<Watched, 'status' | 'detail' | 'ended'> & Partial<Pick<Watched, 'rows' | 'progress'>>;

/** How one kind of thing is followed. A new kind of job is a row here. */
export type FollowedKind = {
  /** Reads its state. */
  readonly operation: AnyOperation;
  readonly input: (watched: Pick<Watched, 'id' | 'parent'>) => OperationInput;
  readonly read: (answer: Answer<unknown>) => News;
};

/** Every kind of thing that can be followed. */
export const FOLLOWED: Readonly<Record<WatchKind, FollowedKind>> = {
  chat: {operation: getChat, input: ({id}) => ({params: {id}}), read: readChat},
  job: {operation: getForceLogoutJob, input: ({id}) => ({params: {id}}), read: readStatusJob},
  'bulk-users': {operation: getBulkUserJob, input: ({id}) => ({params: {job_id: id}}), read: readBulkJob},
  'campaign-import': {
    operation: getCampaignContactImportJob,
    input: ({id, parent}) => ({params: {campaign_id: parent ?? 0, job_id: id}}),
    read: readImportJob,
  },
};

const statusOf = (status: string | null | undefined): string => safeText(status ?? 'unknown', 40);

function readChat({data}: Answer<unknown>): News {
  const chat = data as ChatRecord;
  const status = statusOf(chat.status);
  const who =
    chat.agent?.name ?? (chat.virtual_agent?.name ? `${chat.virtual_agent.name} (virtual agent)` : 'no agent');
  const where = chat.menus
    ?.map(menu => menu.name)
    .filter(Boolean)
    .join(' / ');
  return {status, detail: safeText([who, where].filter(Boolean).join(' · '), 120), ended: isEnd(status)};
}

function readStatusJob({data}: Answer<unknown>): News {
  const {status, total, succeeded, failed, agents} = data as AgentStatusJob;
  const through = (succeeded ?? 0) + (failed ?? 0);
  const word = statusOf(status);
  const detail = progress(through, total, failed);
  return {status: word, detail, progress: far(through, total, failed), rows: agents ?? [], ended: isEnd(word)};
}

/** A file that passed its check goes on being looked at: somebody may proceed with it. */
function readBulkJob({data}: Answer<unknown>): News {
  const {status, total_rows: total, affected_rows: affected, failed_rows: failed} = data as BulkUserJob;
  const word = statusOf(status);
  const through = (affected ?? 0) + (failed ?? 0);
  const isBefore = word === 'created' || word === 'valid_scheme';
  const detail = isBefore ? count(total) : progress(through, total, failed);
  return {status: word, detail, progress: far(through, total, failed), ended: word === 'invalid_scheme' || isEnd(word)};
}

function readImportJob({data}: Answer<unknown>): News {
  const {status, total_rows: total, failed_rows: failed} = data as CampaignImportJob;
  const word = statusOf(status);
  // How many rows are through is told only by the end.
  const detail = isEnd(word) && total ? progress(total, total, failed) : count(total);
  const done = isEnd(word) ? far(total ?? 0, total, failed) : null;
  return {status: word, detail, progress: done, ended: isEnd(word)};
}

const far = (
  through: number,
  total: number | null | undefined,
  failed: number | null | undefined,
): Watched['progress'] => (total ? {through: Math.min(through, total), total, failed: failed ?? 0} : null);

const count = (total: number | null | undefined): string => (total ? `${total} rows` : '');

/** `10 of 12, 2 failed`: 10 are through, 2 of them without success. */
function progress(through: number, total: number | null | undefined, failed: number | null | undefined): string {
  return [total ? `${through} of ${total}` : '', failed ? `${failed} failed` : ''].filter(Boolean).join(', ');
}
