import {segment} from '../components/line.js';
import {type QueueRow, queueRow} from '../panels/menu-tree.js';
import type {Selection} from '../panels/panel.js';
import {twinWords} from '../panels/queue-twins.js';
import {queueTable, twinMark} from '../panels/queues-panel.js';
import {selectionOf, type Table} from '../panels/table.js';
import type {Queue} from '../picture/queue.js';
import type {QueuesResource} from '../state/resources.js';
import {EMPTY_PANEL_VIEW} from '../view/panel-view.js';

const SEPARATOR = ' / ';

/** Queues in the order given, in the columns of the console; the name that tells them apart comes first, then its menus. */
export function queueList(resource: QueuesResource, queues: readonly Queue[]): Selection {
  const twins = twinWords(resource.queues);
  const {columns, ...table} = queueTable(resource);
  const board: Table<QueueRow> = {
    ...table,
    defaultSort: null,
    columns: columns.map(column =>
      column.id === 'path'
        ? {...column, cell: ({queue}) => (queue ? [...twinMark(queue, twins), ...nameOf(queue)] : segment(''))}
        : column,
    ),
  };
  return selectionOf(board, queues.map(queueRow), queues.length, EMPTY_PANEL_VIEW);
}

function nameOf({path}: Queue) {
  const names = path.split(SEPARATOR);
  return [
    segment(names.at(-1) ?? path),
    segment(names.length > 1 ? `  ${names.slice(0, -1).join(SEPARATOR)}` : '', 'dim'),
  ];
}
