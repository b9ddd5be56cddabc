import {expect, test} from 'vitest';
import {waitRow} from '../../source/api/operations/wait-times.js';
import {agentsPanel} from '../../source/panels/agents-panel.js';
import type {DrawContext, PanelData} from '../../source/panels/panel.js';
import {stateCell} from '../../source/panels/queue-cells.js';
import {queueDetail} from '../../source/panels/queue-detail.js';
import {NO_QUEUES} from '../../source/state/resources.js';
import {at, picture, user} from '../picture/records.js';

const GLYPHS = {none: '-', spark: ['.']} as unknown as DrawContext['glyphs'];
const context = (now: number): DrawContext =>
  ({glyphs: GLYPHS, age: (stamp: {mono: number}) => now - stamp.mono}) as unknown as DrawContext;
const planned = () => 1000;

test('an operation state grows old and then stale in words; its value stays in the detail view', () => {
  const {picture: made} = picture();
  made.applyWaits('en', [waitRow.parse({menu_id: 29, voice_call: 5})], at(0));
  made.applyOperationState('en/29', 'call', 'open', at(0));
  const queue = made.queues.get('en/29');
  if (!queue) throw new Error('the queue was applied');
  const resource = {...NO_QUEUES, queues: [queue], planned};
  const cell = (now: number) => stateCell(resource, queue, 'call', context(now)).text;
  expect([cell(1000), cell(3000), cell(6000)]).toEqual(['open', 'open~', 'STALE']);
  const detail = (now: number) =>
    queueDetail({queues: resource} as unknown as PanelData, 'en/29', context(now))
      ?.map(line => line.map(part => part.text).join(''))
      .find(line => line.startsWith('call is'));
  expect(detail(1000)).toMatch(/open, asked 1s? ?s? ?ago, 0% likely to have changed since$/);
  expect(detail(3000)).toMatch(/open, asked .* ago old, /);
  expect(detail(6000)).toMatch(/open, asked .* ago STALE, /);
});

test('a presence that is more likely wrong than right says STALE in its row and its detail view', () => {
  const {picture: made} = picture();
  made.applyPresence({kind: 'status', statusIds: [1]}, {records: [user(1)], complete: true, askedAt: 0}, at(0));
  made.age(at(3_600_000));
  const agents = [...made.agents.values()];
  const resource = {
    agents,
    deactivated: 0,
    statuses: made.statuses.all,
    statusSeenAt: new Map(),
    statusCut: new Map(),
    planned: () => 1e9,
  };
  const data = {agents: resource} as unknown as PanelData;
  const lines = agentsPanel.detail?.(data, '1', context(3_600_000)) ?? [];
  const presence = lines.map(line => line.map(part => part.text).join('')).find(line => line.startsWith('presence'));
  expect(presence).toMatch(/Available\?~ STALE$/);
});
