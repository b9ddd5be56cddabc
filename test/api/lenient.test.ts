import {describe, expect, test} from 'vitest';
import {rawCountOf} from '../../source/api/lenient.js';
import {updateAgentStatuses} from '../../source/api/operations/agent-statuses.js';
import {listUsers} from '../../source/api/operations/users.js';
import {listWaitTimes, waitRow} from '../../source/api/operations/wait-times.js';

describe('lists', () => {
  test('some rows that do not fit are left out, and counted', () => {
    const rows = listWaitTimes.answer.parse([{menu_id: 29}, {menu: 30}, null]);
    expect(rows).toHaveLength(1);
    expect(rawCountOf(rows)).toBe(3);
    expect(rawCountOf(listUsers.answer.parse({users: [{id: 1}, {}]}))).toBe(2);
    expect(listWaitTimes.answer.parse([])).toEqual([]);
  });

  test.each([
    ['waits', listWaitTimes, [{menuId: 11, wait: 5}, {menuId: 12}]],
    ['users', listUsers, {users: [{name: 'Ada'}]}],
    ['status rows', updateAgentStatuses, [{id: 1, status: 'Break'}]],
  ])('of %s where no row fits cannot be read', (_what, operation, answer) => {
    expect(operation.answer.safeParse(answer).success).toBe(false);
  });
});

describe('numbers', () => {
  test('sent as digits are read; an absent key, null and nonsense differ where absence has a meaning', () => {
    expect(waitRow.parse({menu_id: '29', voice_call: '95', chat: ' 12.5', available_agents: '3'})).toMatchObject({
      menu_id: 29,
      voice_call: 95,
      chat: 12.5,
      available_agents: 3,
    });
    const odd = waitRow.parse({menu_id: 29, voice_call: 'soon', chat: null, logged_in_agents: 'many'});
    expect(odd).toMatchObject({voice_call: null, chat: null});
    expect(odd.logged_in_agents).toBeUndefined();
    const absent = waitRow.parse({menu_id: 29});
    expect([absent.voice_call, absent.chat]).toEqual([undefined, undefined]);
  });
});
