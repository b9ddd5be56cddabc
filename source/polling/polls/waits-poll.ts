import type {WaitRow} from '../../api/operations/wait-times.js';
import {listWaitTimes} from '../../api/operations/wait-times.js';
import type {Picture} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';

/** Share of the slots that waits get when everything is known once. */
const SHARE = 0.22;

export const waitsKey = (lang: string): string => `waits/${lang}`;

/** One request per language tells the waits and staffing of all its queues. */
export function waitsPolls(picture: Picture, languages: readonly string[]): Candidate[] {
  return languages.map(lang => ({
    key: waitsKey(lang),
    kind: 'waits',
    label: `waits ${lang}`,
    operation: listWaitTimes,
    input: {query: {lang}},
    weight: SHARE / languages.length,
    knownAt: picture.waitsAt.get(lang)?.mono ?? null,
    apply: answer => picture.applyWaits(lang, answer.data as WaitRow[], answer.at),
  }));
}
