import {expect, test} from 'vitest';
import {RowBook} from '../../source/panels/row-book.js';
import {ActivityLog} from '../../source/state/activity-log.js';
import {EMPTY_PANEL_VIEW, type PanelView} from '../../source/view/panel-view.js';

const at = {mono: 0, wall: 0};

function logOf(count: number) {
  const log = new ActivityLog();
  for (let index = 1; index <= count; index += 1) log.add(at, 'notice', `entry ${index}`);
  return {activity: log.entries};
}

test('rows are made once for one source and view, whatever the cursor and the marks do', () => {
  const book = new RowBook();
  const data = logOf(5);
  const first = book.selection('activity', data, EMPTY_PANEL_VIEW);
  const moved: PanelView = {...EMPTY_PANEL_VIEW, cursor: '3', marks: new Set(['2'])};
  expect(book.selection('activity', {...data, now: at}, moved)).toBe(first);
  expect(book.selection('activity', data, {...moved, filter: 'entry'})).not.toBe(first);
  expect(book.selection('budget', data, EMPTY_PANEL_VIEW)).toBeNull();
});

test('a row that vanishes leaves the cursor beside its place', () => {
  const book = new RowBook();
  const view = {...EMPTY_PANEL_VIEW, cursor: '2'};
  const five = book.selection('activity', logOf(5), view);
  if (!five) throw new Error('a list');
  expect(five.ids).toEqual(['5', '4', '3', '2', '1']);
  expect(book.cursorIndex('activity', five, view)).toBe(3);
  const others = book.selection('activity', {activity: logOf(5).activity.filter(entry => entry.id !== 2)}, view);
  expect(others && book.cursorIndex('activity', others, view)).toBe(3);
  const one = book.selection('activity', logOf(1), view);
  expect(one && book.cursorIndex('activity', one, view)).toBe(0);
  const none = book.selection('activity', {activity: []}, view);
  expect(none && book.cursorIndex('activity', none, view)).toBe(-1);
});

test('the window moves only as far as the cursor demands, and knows what it shows', () => {
  const book = new RowBook();
  book.selection('activity', logOf(9), EMPTY_PANEL_VIEW);
  const size = {height: 3, width: 40};
  expect([0, 2, 3, 8, 7, 6, 5, 0].map(cursor => book.top('activity', cursor, 9, size))).toEqual([
    0, 0, 1, 6, 6, 6, 5, 0,
  ]);
  expect(book.shown('activity')).toEqual(['9', '8', '7']);
  expect(book.pageSize('activity')).toBe(3);
  expect(book.width('activity')).toBe(40);
});
