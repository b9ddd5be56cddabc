import type {Answer} from '../../api/client.js';
import {type ApiError, BadRequestError, NotFoundError} from '../../api/errors.js';
import {rawCountOf} from '../../api/lenient.js';
import {LARGEST_PAGE, listUsers, type UserRecord} from '../../api/operations/users.js';
import {beforeSleep, type Stamp} from '../../lib/clock.js';
import type {Picture} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';
import {hasNextPage, pageSizeOf, totalOf} from './page-headers.js';

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
  /** Records on the pages so far, those that could not be read included. */
  #rows = 0;
  /** The page before, where nothing told whether there is another one. */
  #guessed: {readonly at: Stamp; readonly isFull: boolean} | null = null;

  constructor(picture: Picture) {
    this.#picture = picture;
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
        onError: error => this.#endsBefore(error) || this.#takesSmallerPages(error),
      },
    ];
  }

  /** The machine slept for `ms`: a list that was being read then is not one picture any more. */
  slept(ms: number): void {
    if (this.#guessed) this.#guessed = {...this.#guessed, at: beforeSleep(this.#guessed.at, ms)};
  }

  #apply(answer: Answer<unknown>): void {
    const records = answer.data as UserRecord[];
    const count = rawCountOf(records);
    const before = this.#seen.size;
    this.#rows += count;
    for (const record of records) this.#seen.add(record.id);
    this.#picture.applyRecords(records, answer.at);
    // A page that tells nobody new is one told before: the tenant does not page, whatever its headers say.
    const isNew = this.#seen.size > before;
    if (isNew && !isLastPage(answer, {count, seen: this.#rows})) {
      this.#page += 1;
      this.#guessed = isEndTold(answer) ? null : {at: answer.at, isFull: count >= this.#per};
      return;
    }
    this.#finish(answer.at);
  }

  /** A page asked for on suspicion that does not exist: the one before was the last. */
  #endsBefore(error: ApiError): boolean {
    if (!this.#guessed) return false;
    const {at, isFull} = this.#guessed;
    // After a full page there is rather one that could not be asked for so.
    if (!(error instanceof NotFoundError || (error instanceof BadRequestError && !isFull))) return false;
    this.#finish(at);
    return true;
  }

  #finish(at: Stamp): void {
    this.#picture.directoryRead(this.#seen, at);
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
    this.#rows = 0;
    this.#guessed = null;
  }
}

/**
 * Whether a page of `count` records, the `seen`th of them all being its last, ends the list. Follows `Link` where there
 * is one, else `Total`, else the page size that the tenant tells. Where nothing is told a short page proves nothing: a
 * tenant may give fewer than asked for; then only an empty page, or one that tells nobody new, is the end.
 */
export function isLastPage(
  answer: Pick<Answer<unknown>, 'header'>,
  {count, seen}: {count: number; seen: number},
): boolean {
  // An empty page ends the list whatever the headers say: a list that never ends must not eat the budget.
  if (count === 0) return true;
  const hasNext = hasNextPage(answer);
  if (hasNext !== null) return !hasNext;
  const total = totalOf(answer);
  if (total !== null) return seen >= total;
  const size = pageSizeOf(answer);
  return size !== null && count < size;
}

/** Whether an answer tells in any way how far its list goes. */
const isEndTold = (answer: Answer<unknown>): boolean =>
  hasNextPage(answer) !== null || totalOf(answer) !== null || pageSizeOf(answer) !== null;
