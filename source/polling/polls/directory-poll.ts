import type {Answer} from '../../api/client.js';
import {LARGEST_PAGE, listUsers, type UserRecord} from '../../api/operations/users.js';
import type {Picture} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';

/** How long a directory read to its end is good for, ms. */
export const DIRECTORY_REFRESH_MS = 60 * 60_000;

const KEY = 'directory';

/**
 * Reads `/users` page by page. The end of the list: follow `Link; rel="next"` where there is a Link header; else stop
 * when page times size reaches `Total`; else on a page shorter than asked for.
 */
export class DirectoryPoll {
  readonly #picture: Picture;
  #page = 1;
  #seen = new Set<number>();

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** Pages read so far, and how many there will be as far as is known; for the share still unknown. */
  get progress(): {read: number; expected: number} {
    return this.#picture.directoryAt ? {read: 1, expected: 1} : {read: this.#page - 1, expected: this.#page};
  }

  candidates(): Candidate[] {
    const {directoryAt} = this.#picture;
    const underWay = this.#page > 1 || directoryAt === null;
    return [
      {
        key: KEY,
        kind: 'directory',
        label: `directory page ${this.#page}`,
        operation: listUsers,
        input: {query: {page: this.#page, per: LARGEST_PAGE}},
        weight: 0.01,
        knownAt: null,
        due: underWay ? undefined : directoryAt.mono + DIRECTORY_REFRESH_MS,
        apply: answer => this.#apply(answer),
      },
    ];
  }

  #apply(answer: Answer<unknown>): void {
    const records = answer.data as UserRecord[];
    for (const record of records) this.#seen.add(record.id);
    this.#picture.applyRecords(records, answer.at);
    if (!isLastPage(answer, this.#page, records.length)) {
      this.#page += 1;
      return;
    }
    this.#picture.directoryRead(this.#seen, answer.at);
    this.#page = 1;
    this.#seen = new Set();
  }
}

/** Whether `page`, which brought `count` records, is the last one. */
export function isLastPage(answer: Pick<Answer<unknown>, 'header'>, page: number, count: number): boolean {
  // An empty page ends the list whatever the headers say: a list that never ends must not eat the budget.
  if (count === 0) return true;
  const link = answer.header('link');
  if (link) return !/rel="?next"?/i.test(link);
  const total = Number(answer.header('total'));
  if (answer.header('total') && Number.isFinite(total)) return page * LARGEST_PAGE >= total;
  return count < LARGEST_PAGE;
}
