import type {Queue} from '../picture/queue.js';

/** A line of the queue list: a queue, or the name of a menu above some. */
export type QueueRow = {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  /** Null for a menu that is only a heading. */
  readonly queue: Queue | null;
};

const SEPARATOR = ' / ';

/**
 * Puts queues under their menus. The order of `rows` is kept as far as a tree can: menus stand where their first queue
 * would, queues of one menu in the order given.
 */
export function menuTree(rows: readonly QueueRow[]): readonly QueueRow[] {
  const root: Menu = {name: '', path: '', menus: new Map(), queues: []};
  for (const row of rows) {
    const names = (row.queue?.path ?? row.label).split(SEPARATOR);
    let menu = root;
    for (const name of names.slice(0, -1)) {
      const path = menu.path ? menu.path + SEPARATOR + name : name;
      const next = menu.menus.get(name) ?? {name, path, menus: new Map(), queues: []};
      menu.menus.set(name, next);
      menu = next;
    }
    menu.queues.push({...row, label: names.at(-1) ?? row.label});
  }
  return linesOf(root, 0);
}

type Menu = {
  readonly name: string;
  readonly path: string;
  readonly menus: Map<string, Menu>;
  readonly queues: QueueRow[];
};

function linesOf(menu: Menu, depth: number): readonly QueueRow[] {
  const queues = menu.queues.map(row => ({...row, depth}));
  const menus = [...menu.menus.values()].flatMap(child => [
    {id: `menu:${child.path}`, label: child.name, depth, queue: null},
    ...linesOf(child, depth + 1),
  ]);
  return [...queues, ...menus];
}
