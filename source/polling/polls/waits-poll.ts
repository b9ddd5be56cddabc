import type {WaitRow} from '../../api/operations/wait-times.js';
import {listWaitTimes} from '../../api/operations/wait-times.js';
import type {Picture} from '../../picture/picture.js';
import {ALL_QUEUES, isWanted, type QueueFilter} from '../../picture/queue-filter.js';
import type {Candidate} from '../candidate.js';

/** Share of the slots that waits get when everything is known once. */
const SHARE = 0.22;

export const waitsKey = (lang: string): string => `waits/${lang}`;

/** One request per language tells the waits and staffing of all its queues; those not wanted are left out at once. */
export function waitsPolls(
  picture: Picture,
  languages: readonly string[],
  filter: QueueFilter = ALL_QUEUES,
): Candidate[] {
  const wanted = (rows: readonly WaitRow[]) => rows.filter(row => isWanted(filter, row.materialized_path ?? ''));
  return languages.map(lang => ({
    key: waitsKey(lang),
    kind: 'waits',
    label: `waits ${lang}`,
    operation: listWaitTimes,
    input: {query: {lang}},
    weight: SHARE / languages.length,
    knownAt: picture.waitsAt.get(lang)?.mono ?? null,
    apply: answer => picture.applyWaits(lang, wanted(answer.data as WaitRow[]), answer.at),
  }));
}
