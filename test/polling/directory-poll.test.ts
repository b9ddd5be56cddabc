import {describe, expect, test} from 'vitest';
import type {Answer} from '../../source/api/client.js';
import {BadRequestError, NotFoundError} from '../../source/api/errors.js';
import {listUsers} from '../../source/api/operations/users.js';
import {DIRECTORY_REFRESH_MS, DirectoryPoll, isLastPage} from '../../source/polling/polls/directory-poll.js';
import {PresenceSweep} from '../../source/polling/polls/presence-sweep.js';
import {at, picture, users} from '../picture/records.js';

type Headers = Readonly<Record<string, string>>;

const answer = (data: unknown, headers: Headers = {}, ms = 1): Answer<unknown> => ({
  body: Buffer.alloc(0),
  data,
  status: 200,
  ms: 1,
  slotWaitMs: 0,
  at: at(ms),
  header: name => headers[name],
});

const next = {link: '<http://x/users?page=2&per=999>; rel="next", <http://x/users?page=9>; rel="last"'};
const last = {link: '<http://x/users?page=1>; rel="first", <http://x/users?page=1>; rel="prev"'};

describe('the end of the directory', () => {
  test.each<[string, Headers, number, number, boolean]>([
    ['Link with next', next, 1, 999, false],
    ['Link with next after a short page', next, 1, 10, false],
    ['Link with next after an empty page', next, 3, 0, true],
    ['Link without next', last, 2, 999, true],
    ['a relation that only begins like next', {link: '<http://x>; rel="nextgen"'}, 1, 999, true],
    ['an unquoted next', {link: '<http://x>; rel=next'}, 1, 999, false],
    ['next in an address only', {link: '<http://x?rel=next>; rel="prev"'}, 1, 999, true],
    ['Total not reached', {total: '1500'}, 1, 999, false],
    ['Total reached', {total: '1500'}, 2, 501, true],
    ['Total reached by a full page', {total: '1998'}, 2, 999, true],
    ['Total with smaller pages than asked for', {total: '250', 'per-page': '100'}, 1, 100, false],
    ['Total with smaller pages than asked for, which is not told', {total: '600'}, 1, 50, false],
    ['Total that is no number', {total: 'many'}, 1, 10, false],
    ['a short page, where nothing is told', {}, 1, 998, false],
    ['a page shorter than the tenant says they are', {'per-page': '50'}, 3, 20, true],
    ['a full page', {}, 1, 999, false],
    ['an empty page', {}, 2, 0, true],
    ['pages smaller than asked for, as told', {'per-page': '50'}, 1, 50, false],
    ['pages of the default size, not told', {}, 1, 100, false],
  ])('%s', (_what, headers, page, count, expected) => {
    const seen = (page - 1) * 999 + count;
    expect(isLastPage({header: name => headers[name]}, {count, seen})).toBe(expected);
  });
});

describe('DirectoryPoll', () => {
  const reading = () => {
    const {picture: made} = picture();
    const poll = new DirectoryPoll(made);
    const candidate = () => {
      const [only] = poll.candidates();
      if (!only) throw new Error('the directory is always a candidate');
      return only;
    };
    const query = () => candidate().input.query;
    const tell = (data: unknown, headers: Headers = {}, ms = 1) => candidate().apply(answer(data, headers, ms), ms);
    return {picture: made, candidate, query, tell};
  };

  test('reads page after page to the end; whoever is in none of them is gone', () => {
    const {picture: made, query, tell} = reading();
    made.applyRecords(users(1, 5000), at(0));
    expect(query()).toEqual({page: 1, per: 999});
    tell(users(999), {total: '1200'});
    expect(query()).toEqual({page: 2, per: 999});
    expect(made.directoryAt).toBeNull();
    tell(users(201, 1000), {total: '1200'}, 7);
    expect(made.directoryAt).toEqual(at(7));
    expect(made.agents.size).toBe(1200);
    expect(query()).toEqual({page: 1, per: 999});
  });

  test('an exactly full last page is followed by an empty one', () => {
    const {picture: made, tell} = reading();
    tell(users(999));
    tell([]);
    expect(made.agents.size).toBe(999);
    expect(made.directoryAt).not.toBeNull();
  });

  test.each<[string, Headers]>([
    ['with Total', {total: '600'}],
    ['without a word about its pages', {}],
  ])('a tenant that gives 50 at a time is read to its end, %s', (_how, headers) => {
    const {picture: made, tell} = reading();
    for (let page = 0; page < 12; page += 1) {
      expect(made.directoryAt).toBeNull();
      tell(users(50, 1 + page * 50), headers);
    }
    if (!headers['total']) tell([], headers);
    expect(made.directoryAt).not.toBeNull();
    expect(made.agents.size).toBe(600);
  });

  test('records that could not be read count towards Total and the size of a page', () => {
    const {picture: made, tell} = reading();
    const odd = [...users(48), {name: 'no id'}, {id: null}];
    tell(listUsers.answer.parse(odd), {'per-page': '50'});
    expect(made.directoryAt).toBeNull();
    tell(listUsers.answer.parse([...users(2, 51), {}]), {total: '53'});
    expect(made.directoryAt).not.toBeNull();
  });

  test('a page asked for on suspicion that does not exist ends the list; one that must exist does not', () => {
    const gone = new NotFoundError('no such page', {status: 404});
    const guessed = reading();
    guessed.tell(users(999), {}, 5);
    expect(guessed.candidate().onError?.(gone)).toBe(true);
    expect(guessed.picture.directoryAt).toEqual(at(5));
    const told = reading();
    told.tell(users(999), {total: '1200'}, 5);
    expect(told.candidate().onError?.(gone)).toBe(false);
    expect(told.picture.directoryAt).toBeNull();
  });

  test('a tenant that tells the same page for ever is believed once', () => {
    const {picture: made, tell} = reading();
    tell(users(999), next);
    expect(made.directoryAt).toBeNull();
    tell(users(999), next);
    expect(made.directoryAt).not.toBeNull();
  });

  test('pages of 999 that are refused become pages of 100, once', () => {
    const {candidate, query, tell} = reading();
    const refused = new BadRequestError('per must be below 999', {status: 400});
    expect(candidate().onError?.(new NotFoundError('no', {status: 404}))).toBe(false);
    expect(candidate().onError?.(refused)).toBe(true);
    expect(query()).toEqual({page: 1, per: 100});
    expect(candidate().onError?.(refused)).toBe(false);
    tell(users(100));
    expect(query()).toEqual({page: 2, per: 100});
    expect(candidate().onError?.(refused)).toBe(false);
  });

  test('is due again after an hour, and then stays due to its last page', () => {
    const {candidate, tell} = reading();
    expect(candidate().due).toBeUndefined();
    tell(users(5), last, 1000);
    expect(candidate()).toMatchObject({due: 1000 + DIRECTORY_REFRESH_MS, plannedMs: DIRECTORY_REFRESH_MS});
    tell(users(999), {}, 1000 + DIRECTORY_REFRESH_MS);
    expect(candidate()).toMatchObject({due: 1000 + DIRECTORY_REFRESH_MS, label: 'directory page 2'});
    tell([], {}, 2000 + DIRECTORY_REFRESH_MS);
    expect(candidate().due).toBe(2000 + 2 * DIRECTORY_REFRESH_MS);
  });
});

describe('PresenceSweep', () => {
  test('one filter per request, never with paging', () => {
    const {picture: made} = picture();
    for (const {input} of new PresenceSweep(made).candidates()) {
      expect(Object.keys(input.query ?? {})).toHaveLength(1);
      expect(Object.keys(input.query ?? {})[0]).toMatch(/^(status_id|online|wrap_up)\[\]$/);
    }
  });

  test('an answer of exactly 1000 may hold not all, and says nothing of the others', () => {
    const {picture: made} = picture();
    made.applyRecords(users(1500), at(0));
    const [available] = new PresenceSweep(made).candidates();
    available?.apply(answer(users(1, 1500), {}, 10), 10);
    available?.apply(answer(users(1000), {}, 20), 20);
    expect(made.agents.get(1500)?.presence.statusId).toBe(1);
    available?.apply(answer(users(999), {}, 30), 30);
    expect(made.agents.get(1500)?.presence.statusId).not.toBe(1);
  });

  test.each<[string, Headers, unknown[]]>([
    ['Total says so', {total: '120'}, users(100)],
    ['a page follows', next, users(100)],
    ['1000 came, one of which could not be read', {}, [...users(999), {}]],
  ])('an answer holds not all when %s', (_how, headers, rows) => {
    const {picture: made} = picture();
    made.applyRecords(users(1500), at(0));
    const [available] = new PresenceSweep(made).candidates();
    available?.apply(answer(users(1, 1500), {}, 10), 10);
    available?.apply(answer(listUsers.answer.parse(rows), headers, 20), 20);
    expect(made.agents.get(1500)?.presence.statusId).toBe(1);
  });

  test('before anything is known the largest statuses go first; asked once, they have an age', () => {
    const {picture: made} = picture();
    const poll = new PresenceSweep(made);
    const order = () =>
      [...poll.candidates()].sort((a, b) => (b.expected ?? 0) - (a.expected ?? 0)).map(one => one.label);
    expect(order().slice(0, 2)).toEqual(['presence Offline', 'presence In-call']);
    for (const one of poll.candidates()) {
      expect(one.knownAt).toBeNull();
      one.apply(answer([], {}, 50), 50);
    }
    expect(poll.candidates().map(one => one.knownAt)).toEqual([50, 50, 50, 50, 50, 50]);
  });
});
