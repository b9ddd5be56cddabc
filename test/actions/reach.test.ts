import {expect, test} from 'vitest';
import {isUncounted, reachOf} from '../../source/actions/reach.js';
import {OPERATIONS} from '../../source/api/operations/all.js';

const operation = (id: string) => {
  const found = OPERATIONS.find(one => one.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};
const reach = (id: string, body: object | undefined, params?: object) =>
  reachOf([{operation: operation(id), input: {body, params} as never}]);

test.each<[string, object | undefined, number | null]>([
  ['updateAgentStatuses', {agent_ids: [1, 2, 3], team_ids: [], status: 'Break'}, 3],
  // A team holds nobody knows how many, also where its change is a mere write.
  ['updateAgentStatuses', {agent_ids: [1], team_ids: [7], status: 'Break'}, null],
  ['forceLogoutAgents', {agent_ids: [1, 2]}, 2],
  ['forceLogoutAgents', {agent_ids: [1], ip_addrs: ['10.0.0.0/8']}, null],
  ['uploadBulkUsers', {file: '/tmp/users.json'}, null],
  ['importQueueSettings', {file: '/tmp/queues.csv'}, null],
  ['deleteContactList', undefined, null],
  ['deleteContactListEntry', undefined, 1],
  ['createContactList', {name: 'a'}, 1],
  ['listWaitTimes', undefined, 0],
])('%s of %j hits %s', (id, body, expected) => {
  expect(reach(id, body)).toBe(expected);
});

test('requests of one action add up, and one that nobody can count makes all of them so', () => {
  const two = {operation: operation('forceLogoutAgents'), input: {body: {agent_ids: [1, 2]}} as never};
  const many = {operation: operation('forceLogoutAgents'), input: {body: {team_ids: [1]}} as never};
  expect(reachOf([two, two])).toBe(4);
  expect(reachOf([two, many])).toBeNull();
});

test('every operation that is dangerous counts its targets, or is taken to hit nobody knows how many', () => {
  for (const one of OPERATIONS.filter(({class: kind}) => kind === 'dangerous')) {
    if (one.targets || isUncounted(one, {body: {}} as never)) continue;
    expect(reachOf([{operation: one, input: {} as never}]), one.id).toBeNull();
  }
});
