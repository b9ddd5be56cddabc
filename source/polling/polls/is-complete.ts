import type {Answer} from '../../api/client.js';
import {rawCountOf} from '../../api/lenient.js';
import {FILTERED_ANSWER_LIMIT, type UserRecord} from '../../api/operations/users.js';
import {hasNextPage, totalOf} from './page-headers.js';

/**
 * Whether an answer holds everybody that its filter matches; else nothing follows from not being in it. Not when it has as
 * many records as an answer may hold, when its `Total` names more, or when a page follows it.
 */
export function isComplete(answer: Answer<unknown>): boolean {
  const count = rawCountOf(answer.data as UserRecord[]);
  return count < FILTERED_ANSWER_LIMIT && (totalOf(answer) ?? 0) <= count && hasNextPage(answer) !== true;
}
