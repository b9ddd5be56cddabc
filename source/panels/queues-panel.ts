import {type Line, segment} from '../components/line.js';
import {percent, shortDuration, waitTime} from '../lib/format.js';
import {freshnessOf} from '../picture/freshness.js';
import type {Channel, OperationState, Queue} from '../picture/queue.js';
import {operationStatusKey} from '../polling/polls/operation-status-key.js';
import type {QueuesResource} from '../state/resources.js';
import {ageCell, aged, sparkline, UNKNOWN} from './cells.js';
import {menuTree, type QueueRow} from './menu-tree.js';
import type {DrawContext, Panel, PanelData} from './panel.js';
import {type Column, filterRows, selectionOf, selectRows, sortRows, type Table} from './table.js';

/** Waits from which a queue draws the eye, seconds. */
const WARN_WAIT = 60;
const BAD_WAIT = 120;
const TREND_WIDTH = 12;

const STATE_WORDS: Readonly<Record<OperationState, {readonly word: string; readonly tone: 'good' | 'warn' | 'bad'}>> = {
  open: {word: 'open', tone: 'good'},
  over_capacity: {word: 'FULL', tone: 'bad'},
  after_hours: {word: 'closed', tone: 'warn'},
};

const plannedWaits = (resource: QueuesResource, queue: Queue) => resource.planned(`waits/${queue.lang}`);

function table(resource: QueuesResource): Table<QueueRow> {
  const several = new Set(resource.queues.map(queue => queue.lang)).size > 1;
  const queueCell =
    (cell: (queue: Queue, context: DrawContext) => ReturnType<Column<Queue>['cell']>) =>
    (row: QueueRow, context: DrawContext) =>
      row.queue ? cell(row.queue, context) : segment('');
  const key = (read: (queue: Queue) => number | string | null) => (row: QueueRow) =>
    row.queue ? read(row.queue) : null;
  const count = (id: string, title: string, drop: number, read: (queue: Queue) => number | null): Column<QueueRow> => ({
    id,
    title,
    width: Math.max(4, title.length + 1),
    align: 'right',
    drop,
    sortKey: key(read),
    cell: queueCell((queue, {age}) => {
      const value = read(queue);
      return value === null ? UNKNOWN : aged(String(value), freshnessOf(age(queue.at), plannedWaits(resource, queue)));
    }),
  });
  const wait = (channel: Channel): Column<QueueRow> => ({
    id: channel,
    title: channel,
    width: 7,
    align: 'right',
    sortKey: key(queue => queue.wait[channel]),
    cell: queueCell((queue, context) => waitCell(resource, queue, channel, context)),
  });
  const state = (channel: Channel, drop: number): Column<QueueRow> => ({
    id: `${channel}-state`,
    title: channel === 'call' ? 'calls' : 'chats',
    width: 7,
    drop,
    sortKey: key(queue => queue.states[channel]?.value ?? null),
    cell: queueCell((queue, context) => stateCell(resource, queue, channel, context)),
  });
  return {
    idOf: row => row.id,
    textOf: row => (row.queue ? `${row.queue.path} ${row.queue.menuId} ${row.queue.lang} ${row.queue.menuType}` : ''),
    canMark: row => row.queue !== null,
    defaultSort: {column: 'path', descending: false},
    columns: [
      {
        id: 'path',
        title: 'queue',
        width: 16,
        flex: true,
        sortKey: row => row.label.toLowerCase(),
        cell: row => segment('  '.repeat(row.depth) + row.label, row.queue ? 'plain' : 'title'),
      },
      ...(several
        ? [
            {
              id: 'lang',
              title: 'lang',
              width: 4,
              drop: 5,
              sortKey: key(queue => queue.lang),
              cell: queueCell(queue => segment(queue.lang, 'dim')),
            },
          ]
        : []),
      wait('call'),
      wait('chat'),
      count('free', 'free', 4, queue => queue.available),
      count('in', 'in', 6, queue => queue.loggedIn),
      count('brk', 'brk', 8, queue => queue.breakthrough),
      state('call', 1),
      state('chat', 2),
      {
        id: 'trend',
        title: 'trend',
        width: TREND_WIDTH,
        drop: 9,
        cell: queueCell((queue, {glyphs}) => {
          const values = queue.trend.call.length > 0 ? queue.trend.call : queue.trend.chat;
          return segment(sparkline(values, TREND_WIDTH, glyphs.spark), 'accent');
        }),
      },
      {
        id: 'age',
        title: 'age',
        width: 5,
        align: 'right',
        drop: 3,
        sortKey: key(queue => -queue.at.mono),
        cell: queueCell((queue, {age}) => ageCell(age(queue.at), plannedWaits(resource, queue))),
      },
    ],
  };
}

function waitCell(resource: QueuesResource, queue: Queue, channel: Channel, {glyphs, age}: DrawContext) {
  if (!queue.channels.includes(channel)) return segment(glyphs.none, 'dim');
  const wait = queue.wait[channel];
  if (wait === null) return UNKNOWN;
  const sign = wait >= BAD_WAIT ? '!!' : wait >= WARN_WAIT ? '!' : '';
  const tone = wait >= BAD_WAIT ? 'bad' : wait >= WARN_WAIT ? 'warn' : 'plain';
  return aged(sign + waitTime(wait), freshnessOf(age(queue.at), plannedWaits(resource, queue)), tone);
}

function stateCell(resource: QueuesResource, queue: Queue, channel: Channel, {glyphs, age}: DrawContext) {
  if (!queue.channels.includes(channel)) return segment(glyphs.none, 'dim');
  const known = queue.states[channel];
  if (!known) return UNKNOWN;
  const {word, tone} = STATE_WORDS[known.value];
  return aged(word, freshnessOf(age(known.at), resource.planned(operationStatusKey(queue.key, channel))), tone);
}

function badge(data: PanelData, {age}: DrawContext): Line {
  const queues = data.queues?.queues ?? [];
  if (queues.length === 0) return [segment('nothing yet', 'dim')];
  const newest = Math.min(...queues.map(queue => age(queue.at)));
  const asked = queues.flatMap(queue => queue.channels.map(channel => queue.states[channel]));
  const unknown = asked.filter(state => !state).length / Math.max(1, asked.length);
  const share = unknown > 0 ? [segment(`states ${percent(unknown)} unknown `, 'warn')] : [];
  return [...share, segment(`${queues.length} `, 'plain'), segment(shortDuration(newest), 'dim')];
}

function detail(data: PanelData, id: string, context: DrawContext): readonly Line[] | null {
  const resource = data.queues;
  const queue = resource?.queues.find(one => one.key === id);
  if (!resource || !queue) return null;
  const field = (name: string, ...value: Line): Line => [segment(name.padEnd(14), 'dim'), ...value];
  const count = (value: number | null) => (value === null ? UNKNOWN : segment(String(value)));
  const waits = queue.channels.flatMap(channel => {
    const state = queue.states[channel];
    const word = state
      ? segment(`${STATE_WORDS[state.value].word}, ${shortDuration(context.age(state.at))} old`)
      : UNKNOWN;
    return [
      field(`${channel} wait`, waitCell(resource, queue, channel, context)),
      field(`${channel} state`, word),
      field(`${channel} trend`, segment(sparkline(queue.trend[channel], 60, context.glyphs.spark), 'accent')),
    ];
  });
  return [
    field('queue', segment(queue.path, 'title')),
    field('menu id', segment(`${queue.menuId}`)),
    field('language', segment(queue.lang)),
    field('menu type', segment(queue.menuType || '?')),
    ...waits,
    field('logged in', count(queue.loggedIn)),
    field('free', count(queue.available)),
    field('breakthrough', count(queue.breakthrough)),
    field('row age', segment(shortDuration(context.age(queue.at)))),
    field('next look', segment(`about every ${shortDuration(plannedWaits(resource, queue))}`)),
    [],
    [segment('The wait is the platform’s estimate; the API tells no number of people waiting.', 'dim')],
  ];
}

/** Queues with waits, staffing and operation state; as the menu tree or one list. */
export const queuesPanel: Panel = {
  id: 'queues',
  title: 'Queues',
  source: data => data.queues,
  select: (data, view) => {
    const resource = data.queues ?? {queues: [], planned: () => 0};
    const spec = table(resource);
    const rows = resource.queues.map((queue): QueueRow => ({id: queue.key, label: queue.path, depth: 0, queue}));
    if (view.flat) return selectRows(spec, rows, view);
    const sorted = sortRows(spec, filterRows(spec, rows, view.filter), view);
    return selectionOf(spec, menuTree(sorted), rows.length, view);
  },
  badge,
  detail,
};
