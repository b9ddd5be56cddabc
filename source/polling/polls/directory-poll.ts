import type {Answer} from '../../api/client.js';
import {type ApiError, BadRequestError} from '../../api/errors.js';
import {LARGEST_PAGE, listUsers, type UserRecord} from '../../api/operations/users.js';
import type {Picture} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';

/** How long a directory read to its end is good for, ms. */
export const DIRECTORY_REFRESH_MS = 60 * 60_000;

const KEY = 'directory';
/** What every source allows; asked for where the larger page is refused. */
const SAFE_PAGE = 100;

/** Reads `/users` page by page to its end (see `isLastPage`), then again when it is an hour old. */
export class DirectoryPoll {
  readonly #picture: Picture;
  #page = 1;
  #per = LARGEST_PAGE;
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
    const page = this.#page;
    return [
      {
        key: KEY,
        kind: 'directory',
        label: `directory page ${page}`,
        operation: listUsers,
        input: {query: {page, per: this.#per}},
        weight: 0.01,
        knownAt: null,
        // Stays due until the last page of a new reading, for the pages to follow each other.
        due: directoryAt ? directoryAt.mono + DIRECTORY_REFRESH_MS : undefined,
        plannedMs: DIRECTORY_REFRESH_MS,
        apply: answer => this.#apply(answer),
        onError: error => this.#takesSmallerPages(error),
      },
    ];
  }

  #apply(answer: Answer<unknown>): void {
    const records = answer.data as UserRecord[];
    const before = this.#seen.size;
    for (const record of records) this.#seen.add(record.id);
    this.#picture.applyRecords(records, answer.at);
    // A page that tells nobody new is one told before: the tenant does not page, whatever its headers say.
    const isNew = this.#seen.size > before;
    if (isNew && !isLastPage(answer, this.#page, records.length, this.#per)) {
      this.#page += 1;
      return;
    }
    this.#picture.directoryRead(this.#seen, answer.at);
    this.#startOver();
  }

  #takesSmallerPages(error: ApiError): boolean {
    if (!(error instanceof BadRequestError) || this.#page > 1 || this.#per === SAFE_PAGE) return false;
    this.#per = SAFE_PAGE;
    this.#startOver();
    return true;
  }

  #startOver(): void {
    this.#page = 1;
    this.#seen = new Set();
  }
}

/**
 * Whether `page`, asked for with `per` and answered with `count` records, is the last one. Follows `Link` where there is
 * one; else stops when page times size reaches `Total`; else on a page that is not full. A tenant may give smaller pages
 * than asked for, and tell so by `Per-Page` or by pages of just the documented default.
 */
export function isLastPage(
  answer: Pick<Answer<unknown>, 'header'>,
  page: number,
  count: number,
  per: number = LARGEST_PAGE,
): boolean {
  // An empty page ends the list whatever the headers say: a list that never ends must not eat the budget.
  if (count === 0) return true;
  const link = answer.header('link');
  if (link) return !/;\s*rel\s*=\s*("[^"]*\bnext\b[^"]*"|next\b)/i.test(link);
  const total = numberOf(answer.header('total'));
  const size = Math.min(per, numberOf(answer.header('per-page')) ?? (count === SAFE_PAGE ? SAFE_PAGE : per));
  return total === null ? count < size : page * size >= total;
}

/** A positive whole number; null when the header is absent or says something else. */
const numberOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d+$/.test(header.trim()) && Number(header) > 0 ? Number(header) : null;
