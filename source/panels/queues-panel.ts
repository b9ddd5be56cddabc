import {type Line, segment} from '../components/line.js';
import {percent, shortDuration} from '../lib/format.js';
import {freshnessOf} from '../picture/freshness.js';
import type {Channel, Queue} from '../picture/queue.js';
import type {WaitCell} from '../picture/wait-cells.js';
import {NO_QUEUES, type QueuesResource} from '../state/resources.js';
import {ageCell, aged, sparkline, UNKNOWN} from './cells.js';
import {menuTree, type QueueRow, queueRow} from './menu-tree.js';
import type {DrawContext, Panel, PanelData} from './panel.js';
import {levelCell, plannedWaits, stateCell, TREND_TOP_S, waitCell, worstOf} from './queue-cells.js';
import {queueDetail, queueKnown} from './queue-detail.js';
import {twinWords} from './queue-twins.js';
import {type Column, filterRows, selectionOf, selectRows, sortRows, type Table} from './table.js';

const TREND_WIDTH = 10;
/** A number of three digits with both signs of a threshold and that of age, and the gap before it. */
const SIGNED_WIDTH = 7;

type QueueCell = (queue: Queue, context: DrawContext) => ReturnType<Column<Queue>['cell']>;

/** A cell of queues; headings have none. */
const ofQueue =
  (cell: QueueCell): Column<QueueRow>['cell'] =>
  (row, context) =>
    row.queue ? cell(row.queue, context) : segment('');
const byQueue = (read: (queue: Queue) => number | string | null) => (row: QueueRow) =>
  row.queue ? read(row.queue) : null;

function countColumn(
  resource: QueuesResource,
  column: Pick<Column<QueueRow>, 'id' | 'title' | 'drop'>,
  read: (queue: Queue) => number | null,
  told?: WaitCell,
): Column<QueueRow> {
  return {
    ...column,
    width: Math.max(told && resource.isLimited(told) ? SIGNED_WIDTH : 4, column.title.length + 1),
    align: 'right',
    sortKey: byQueue(read),
    cell: ofQueue((queue, context) => {
      const value = read(queue);
      if (value === null) return UNKNOWN;
      if (told) return levelCell(resource, queue, {cell: told, text: String(value)}, context);
      return aged(String(value), freshnessOf(context.age(queue.at), plannedWaits(resource, queue)));
    }),
  };
}

/** A folded heading shows the worst wait of what it hides. */
const waitColumn = (resource: QueuesResource, channel: Channel): Column<QueueRow> => ({
  id: channel,
  title: channel,
  width: 8,
  align: 'right',
  sortKey: byQueue(queue => queue.wait[channel]),
  cell: (row, context) => {
    const queue = row.queue ?? (row.isFolded ? worstOf(row.below, channel) : undefined);
    return queue ? waitCell(resource, queue, channel, context) : segment('');
  },
});

const stateColumn = (resource: QueuesResource, channel: Channel, drop: number): Column<QueueRow> => ({
  id: `${channel}-state`,
  title: `${channel} is`,
  width: 8,
  drop,
  sortKey: byQueue(queue => queue.states[channel]?.value ?? null),
  cell: ofQueue((queue, context) => stateCell(resource, queue, channel, context)),
});

/** Before the name of a queue that shares it with another: which of them it is. */
export const twinMark = ({key}: Queue, twins: ReadonlyMap<string, string>): Line => {
  const word = twins.get(key);
  return word === undefined ? [] : [segment(`${word} `, 'dim')];
};

function pathCell(row: QueueRow, twins: ReadonlyMap<string, string>, {glyphs}: DrawContext): Line {
  const indent = '  '.repeat(row.depth);
  if (row.queue) return [segment(indent), ...twinMark(row.queue, twins), segment(row.label)];
  const count = row.isFolded ? [segment(` (${row.below.length})`, 'dim')] : [];
  return [segment(`${indent}${row.isFolded ? glyphs.folded : glyphs.unfolded} ${row.label}`, 'title'), ...count];
}

/** The columns of queues; those that do not fit are left out by their `drop`. */
export function queueTable(resource: QueuesResource): Table<QueueRow> {
  const twins = twinWords(resource.queues);
  const several = new Set(resource.queues.map(queue => queue.lang)).size > 1;
  const language: Column<QueueRow> = {
    id: 'lang',
    title: 'lang',
    width: 4,
    // Never dropped: without it a menu's queues in several languages look the same.
    sortKey: byQueue(queue => queue.lang),
    cell: ofQueue(queue => segment(queue.lang, 'dim')),
  };
  return {
    idOf: row => row.id,
    textOf: ({queue}) => (queue ? `${queue.path} ${queue.menuId} ${queue.lang} ${queue.menuType}` : ''),
    canMark: row => row.queue !== null,
    isGroup: row => row.queue === null,
    defaultSort: {column: 'path', descending: false},
    columns: [
      {
        id: 'path',
        title: 'queue',
        width: 19,
        flex: true,
        sortKey: row => row.label.toLowerCase(),
        cell: (row, context) => pathCell(row, twins, context),
      },
      ...(several ? [language] : []),
      waitColumn(resource, 'call'),
      waitColumn(resource, 'chat'),
      countColumn(resource, {id: 'free', title: 'free', drop: 4}, queue => queue.available, 'available'),
      countColumn(resource, {id: 'in', title: 'in', drop: 6}, queue => queue.loggedIn, 'loggedIn'),
      countColumn(resource, {id: 'brk', title: 'brk', drop: 8}, queue => queue.breakthrough),
      stateColumn(resource, 'call', 1),
      stateColumn(resource, 'chat', 2),
      {
        id: 'trend',
        title: 'trend',
        width: TREND_WIDTH,
        drop: 9,
        cell: ofQueue((queue, {glyphs}) => {
          const {call, chat} = queue.trend;
          return segment(sparkline(call.length > 0 ? call : chat, TREND_WIDTH, glyphs.spark, TREND_TOP_S), 'accent');
        }),
      },
      {
        id: 'age',
        title: 'age',
        width: 5,
        align: 'right',
        drop: 3,
        sortKey: byQueue(queue => -queue.at.mono),
        cell: ofQueue((queue, {age}) => ageCell(age(queue.at), plannedWaits(resource, queue))),
      },
    ],
  };
}

function badge(data: PanelData, {age}: DrawContext): Line {
  const queues = data.queues?.queues ?? [];
  if (queues.length === 0) return [segment('nothing yet', 'dim')];
  const newest = queues.reduce((least, queue) => Math.min(least, age(queue.at)), Number.POSITIVE_INFINITY);
  const asked = queues.flatMap(queue => queue.channels.map(channel => queue.states[channel]));
  const unknown = asked.filter(state => !state).length / Math.max(1, asked.length);
  const share = unknown > 0 ? [segment(`states ${percent(unknown)} unknown `, 'warn')] : [];
  return [...share, segment(`${queues.length} `, 'plain'), segment(`${shortDuration(newest)} old`, 'dim')];
}

/** Queues with waits, staffing and operation state; as the menu tree or one list. */
export const queuesPanel: Panel = {
  id: 'queues',
  title: 'Queues',
  source: data => data.queues,
  empty: 'Waits were not answered yet.',
  select: (data, view) => {
    const resource = data.queues ?? NO_QUEUES;
    const spec = queueTable(resource);
    const rows = resource.queues.map(queueRow);
    if (view.alternate) return selectRows(spec, rows, view);
    const sorted = sortRows(spec, filterRows(spec, rows, view.filter), view).flatMap(row => row.queue ?? []);
    // What a filter finds is never hidden.
    const folded = view.filter === '' ? view.folded : new Set<string>();
    return selectionOf(spec, menuTree(sorted, folded), rows.length, view);
  },
  badge,
  known: queueKnown,
  detail: queueDetail,
};
