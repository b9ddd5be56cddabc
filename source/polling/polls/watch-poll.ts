import type {Answer} from '../../api/client.js';
import type {ChatRecord} from '../../api/operations/chats.js';
import type {Picture} from '../../picture/picture.js';
import type {Watched, WatchList} from '../../picture/watch-list.js';
import {safeText} from '../../terminal/safe-text.js';
import type {Candidate} from '../candidate.js';
import {FOLLOWED} from './followed-kinds.js';

const WEIGHT = 0.02;

/** A look at each chat and job that is followed, when it is due. */
export function watchPolls(list: WatchList, picture: Picture): Candidate[] {
  return list.all
    .filter(watched => !watched.ended)
    .map(watched => ({
      key: watched.key,
      kind: watched.kind,
      label: watched.key,
      operation: FOLLOWED[watched.kind].operation,
      input: FOLLOWED[watched.kind].input(watched),
      weight: WEIGHT,
      knownAt: watched.at?.mono ?? null,
      due: watched.due,
      plannedMs: watched.interval,
      apply: answer => apply(list, picture, watched, answer),
    }));
}

function apply(list: WatchList, picture: Picture, watched: Watched, answer: Answer<unknown>): void {
  const news = FOLLOWED[watched.kind].read(answer);
  list.seen(watched.key, news, answer.at);
  const deflected = watched.kind === 'chat' ? (answer.data as ChatRecord).deflection_reason : null;
  if (deflected) list.escalated(watched.id, {deflected: safeText(deflected, 40)});
  if (!news.rows) return;
  // A row told before is old news by now; taking it for certain again would undo what polls have seen since.
  const before = new Set(watched.rows.map(row => row.agent_id));
  picture.applyStatusRows(
    news.rows.filter(row => !before.has(row.agent_id)),
    answer.at,
  );
}
