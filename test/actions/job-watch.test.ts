import {expect, test} from 'vitest';
import {endOf} from '../../source/actions/job-watch.js';
import {WatchList} from '../../source/picture/watch-list.js';

/** A followed job after some news. */
function job(news: (list: WatchList) => void) {
  const list = new WatchList();
  list.follow('job', 7, 0);
  news(list);
  const watched = list.get('job', 7);
  if (!watched) throw new Error('not followed');
  return watched;
}

const at = {mono: 1, wall: 1};
const row = (message: string | null) => ({who: 'Ann (1)', before: 'Break', after: 'Offline', message});

test('a job that is not there any more leaves unknown how it went', () => {
  const watched = job(list => {
    for (const now of [1, 2, 3]) list.failed('job/7', 'no such job', now, true);
  });
  const end = endOf(7, watched, []);
  expect(end).toMatchObject({event: 'unknown', isProblem: true});
  expect(end.words).toMatch(/how it went cannot be learned: no such job/);
});

test('without rows the totals of the job itself count', () => {
  const ended = (detail: string) =>
    endOf(
      7,
      job(list => list.seen('job/7', {status: 'done', detail, ended: true}, at)),
      [],
    );
  expect(ended('12 of 12')).toMatchObject({event: 'accepted', isProblem: false});
  expect(ended('12 of 12').words).toBe('Job 7 done: 12 of 12 changed.');
  expect(ended('12 of 12, 2 failed').words).toMatch(/10 of 12 changed/);
  expect(ended('12 of 12, 12 failed').event).toBe('refused');
  expect(ended('').event).toBe('unknown');
});

test('rows count themselves', () => {
  const watched = job(list => list.seen('job/7', {status: 'finished', detail: '', ended: true}, at));
  expect(endOf(7, watched, [row(null), row('busy')])).toMatchObject({event: 'accepted', isProblem: true});
  expect(endOf(7, watched, [row('busy')]).event).toBe('refused');
});

test('a bulk file that passed its check, or has faults, says so', () => {
  const ended = (status: string) =>
    endOf(
      318,
      job(list => list.seen('job/7', {status, detail: '40 rows', ended: true}, at)),
      [],
    );
  expect(ended('valid_scheme')).toMatchObject({event: 'accepted', isProblem: false});
  expect(ended('invalid_scheme')).toMatchObject({event: 'refused', isProblem: true});
  expect(ended('invalid_scheme').words).toBe('Job 318 invalid_scheme: the file has faults.');
});
