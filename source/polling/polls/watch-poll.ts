import type {Answer} from '../../api/client.js';
import {type AgentStatusJob, getForceLogoutJob} from '../../api/operations/agent-statuses.js';
import {type ChatRecord, getChat} from '../../api/operations/chats.js';
import type {Picture} from '../../picture/picture.js';
import type {Watched, WatchList} from '../../picture/watch-list.js';
import {safeText} from '../../terminal/safe-text.js';
import type {Candidate} from '../candidate.js';
import {isEnd} from './end-words.js';

const WEIGHT = 0.02;

/** A look at each followed chat and job, when it is due. */
export function watchPolls(list: WatchList, picture: Picture): Candidate[] {
  return list.all
    .filter(watched => !watched.ended && (watched.kind === 'chat' || watched.kind === 'job'))
    .map(watched => ({
      key: watched.key,
      kind: watched.kind,
      label: watched.key,
      operation: watched.kind === 'chat' ? getChat : getForceLogoutJob,
      input: {params: {id: watched.id}},
      weight: WEIGHT,
      knownAt: watched.at?.mono ?? null,
      due: watched.due,
      plannedMs: watched.interval,
      apply: answer =>
        watched.kind === 'chat' ? applyChat(list, watched, answer) : applyJob(list, picture, watched, answer),
    }));
}

function applyChat(list: WatchList, watched: Watched, answer: Answer<unknown>): void {
  const chat = answer.data as ChatRecord;
  const status = safeText(chat.status ?? 'unknown', 40);
  const who =
    chat.agent?.name ?? (chat.virtual_agent?.name ? `${chat.virtual_agent.name} (virtual agent)` : 'no agent');
  const where = chat.menus
    ?.map(menu => menu.name)
    .filter(Boolean)
    .join(' / ');
  const detail = safeText([who, where].filter(Boolean).join(' · '), 120);
  list.seen(watched.key, {status, detail, ended: isEnd(status)}, answer.at);
  if (chat.deflection_reason) list.escalated(watched.id, {deflected: safeText(chat.deflection_reason, 40)});
}

function applyJob(list: WatchList, picture: Picture, watched: Watched, answer: Answer<unknown>): void {
  const job = answer.data as AgentStatusJob;
  const status = safeText(job.status ?? 'unknown', 40);
  const done = (job.succeeded ?? 0) + (job.failed ?? 0);
  const progress = job.total ? `${done} of ${job.total}` : '';
  const failed = job.failed ? `${job.failed} failed` : '';
  const detail = [progress, failed].filter(Boolean).join(', ');
  const rows = job.agents ?? [];
  list.seen(watched.key, {status, detail, rows, ended: isEnd(status)}, answer.at);
  // A row told before is old news by now; taking it for certain again would undo what polls have seen since.
  const before = new Set(watched.rows.map(row => row.agent_id));
  picture.applyStatusRows(
    rows.filter(row => !before.has(row.agent_id)),
    answer.at,
  );
}
