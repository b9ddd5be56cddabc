import fc from 'fast-check';
import {expect, test} from 'vitest';
import {menuTree} from '../../source/panels/menu-tree.js';
import {worstOf} from '../../source/panels/queue-cells.js';
import type {Queue} from '../../source/picture/queue.js';

const queueOf = (menuId: number, path: string, call: number | null = 0): Queue => ({
  key: `en/${menuId}`,
  menuId,
  lang: 'en',
  menuType: 'ivr_menu',
  path,
  wait: {call, chat: null},
  channels: ['call'],
  loggedIn: null,
  available: null,
  breakthrough: null,
  at: {mono: 0, wall: 0},
  states: {call: null, chat: null},
  trend: {call: [], chat: []},
});

const names = fc.array(fc.constantFrom('A', 'B', 'C'), {minLength: 1, maxLength: 4});

test('every queue stands once below its menus; a folded menu hides all of its own and no other', () => {
  fc.assert(
    fc.property(fc.array(names, {maxLength: 20}), fc.subarray(['menu:A', 'menu:B', 'menu:A / B']), (paths, folded) => {
      const queues = paths.map((path, index) => queueOf(index, path.join(' / ')));
      const rows = menuTree(queues, new Set(folded));
      const shown = rows.flatMap(row => row.queue ?? []);
      const isHidden = (queue: Queue) => folded.some(id => queue.path.startsWith(`${id.slice('menu:'.length)} / `));
      expect(new Set(shown)).toEqual(new Set(queues.filter(queue => !isHidden(queue))));
      expect(new Set(rows.map(row => row.id)).size).toBe(rows.length);
      for (const row of rows.filter(one => one.queue === null)) {
        const path = row.id.slice('menu:'.length);
        expect(row.below).toEqual(queues.filter(queue => queue.path.startsWith(`${path} / `)));
      }
    }),
  );
});

test('the worst wait of a menu: the longest known, else an unknown one', () => {
  const [low, high, unknown] = [queueOf(1, 'A / 1', 5), queueOf(2, 'A / 2', 90), queueOf(3, 'A / 3', null)];
  expect(worstOf([low, high, unknown], 'call')).toBe(high);
  expect(worstOf([unknown], 'call')).toBe(unknown);
  expect(worstOf([low], 'chat')).toBeUndefined();
});
