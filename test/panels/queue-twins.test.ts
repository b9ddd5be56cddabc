import {expect, test} from 'vitest';
import {twinWords} from '../../source/panels/queue-twins.js';
import type {Queue} from '../../source/picture/queue.js';

const queueOf = (menuId: number, path: string, menuType: string, lang = 'en') =>
  ({key: `${lang}/${menuId}`, menuId, lang, menuType, path}) as Queue;

test('queues of one path are told apart by their kind of menu; one that is alone is not marked', () => {
  const words = twinWords([
    queueOf(1, 'Support / Complaints', 'ivr_menu'),
    queueOf(2, 'Support / Complaints', 'web_menu'),
    queueOf(3, 'Support / Repairs', 'web_menu'),
    queueOf(1, 'Support / Complaints', 'ivr_menu', 'fr'),
  ]);
  expect([...words]).toEqual([
    ['en/1', 'ivr'],
    ['en/2', 'web'],
  ]);
});

test('and by their ids where the kind is the same, or is not told', () => {
  const same = [1, 2, 3].map(id => queueOf(id, 'Sales', id === 3 ? 'web_menu' : 'ivr_menu'));
  expect([...twinWords(same).values()]).toEqual(['id 1', 'id 2', 'id 3']);
  expect([...twinWords([queueOf(7, 'Sales', ''), queueOf(8, 'Sales', 'ivr_menu')]).values()]).toEqual(['id 7', 'ivr']);
});
