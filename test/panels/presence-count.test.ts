import {expect, test} from 'vitest';
import {countPresence, uncertainShare} from '../../source/panels/presence-panel.js';
import {UNKNOWN_PRESENCE} from '../../source/picture/agent.js';
import {statusList} from '../../source/picture/presence/status-list.js';

const statuses = statusList(
  new Map([
    [1, 'Offline'],
    [2, 'Available'],
  ]),
).all;
const agentIn = (id: number, statusId: number | null) => ({
  id,
  name: `agent ${id}`,
  number: '',
  email: '',
  location: '',
  teams: [],
  roles: [],
  active: true,
  presence:
    statusId === null
      ? UNKNOWN_PRESENCE
      : {statusId, confidence: 0.75, seenAt: null, heldSince: null, isUnlisted: false},
  online: null,
  wrapUp: null,
});

test('everybody is counted once, with what is doubtful about it', () => {
  const agents = [agentIn(1, 1), agentIn(2, 2), agentIn(3, 2), agentIn(4, null)];
  const counts = countPresence({agents, statuses, statusCut: new Map()});
  expect(counts.map(({status, count, doubtful}) => [status?.name ?? null, count, doubtful])).toEqual([
    ['Offline', 1, 0.25],
    ['Available', 2, 0.5],
    [null, 1, 1],
  ]);
  expect(uncertainShare(counts)).toBeCloseTo(1.75 / 4);
  expect(uncertainShare(countPresence({agents: [], statuses, statusCut: new Map()}))).toBe(1);
});

test('ten thousand agents are counted in a few milliseconds', () => {
  const agents = Array.from({length: 10_000}, (_, id) => agentIn(id, (id % 2) + 1));
  const startedAt = performance.now();
  for (let round = 0; round < 10; round += 1) countPresence({agents, statuses, statusCut: new Map()});
  expect((performance.now() - startedAt) / 10).toBeLessThan(20);
});

test('two statuses larger than an answer are told as at least that large; of a single one the rest follows', () => {
  const agents = [agentIn(1, 1), agentIn(2, 2)];
  const atLeast = (cut: readonly (readonly [number, number])[]) =>
    countPresence({agents, statuses, statusCut: new Map(cut)}).map(one => one.atLeast);
  expect(atLeast([])).toEqual([null, null, null]);
  expect(atLeast([[1, 1000]])).toEqual([null, null, null]);
  expect(
    atLeast([
      [1, 1000],
      [2, 1000],
    ]),
  ).toEqual([1000, 1000, null]);
});
