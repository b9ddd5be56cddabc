import type {Queue} from '../picture/queue.js';

/** A line of the queue list: a queue, or the name of a menu above some. */
export type QueueRow = {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  /** Null for a menu that is only a heading. */
  readonly queue: Queue | null;
  /** Queues below a heading, however deep; empty for a queue. */
  readonly below: readonly Queue[];
  readonly isFolded: boolean;
};

const SEPARATOR = ' / ';

/** A queue as a row of its own, under its whole path. */
export const queueRow = (queue: Queue): QueueRow => ({
  id: queue.key,
  label: queue.path,
  depth: 0,
  queue,
  below: [],
  isFolded: false,
});

/**
 * Puts queues under their menus. The order of `queues` is kept as far as a tree can: menus stand where their first queue
 * would, queues of one menu in the order given. `folded` holds ids of headings whose queues are left out.
 */
export function menuTree(queues: readonly Queue[], folded: ReadonlySet<string>): readonly QueueRow[] {
  const root = menuOf('', '');
  for (const queue of queues) {
    const names = queue.path.split(SEPARATOR);
    let menu = root;
    for (const name of names.slice(0, -1)) {
      const path = menu.path ? menu.path + SEPARATOR + name : name;
      const next = menu.menus.get(name) ?? menuOf(name, path);
      menu.menus.set(name, next);
      menu = next;
      menu.below.push(queue);
    }
    menu.queues.push({...queueRow(queue), label: names.at(-1) ?? queue.path});
  }
  return linesOf(root, 0, folded);
}

type Menu = {
  readonly name: string;
  readonly path: string;
  readonly menus: Map<string, Menu>;
  readonly queues: QueueRow[];
  readonly below: Queue[];
};

const menuOf = (name: string, path: string): Menu => ({name, path, menus: new Map(), queues: [], below: []});

function linesOf(menu: Menu, depth: number, folded: ReadonlySet<string>): readonly QueueRow[] {
  const queues = menu.queues.map(row => ({...row, depth}));
  const menus = [...menu.menus.values()].flatMap(child => {
    const id = `menu:${child.path}`;
    const isFolded = folded.has(id);
    const heading: QueueRow = {id, label: child.name, depth, queue: null, below: child.below, isFolded};
    return isFolded ? [heading] : [heading, ...linesOf(child, depth + 1, folded)];
  });
  return [...queues, ...menus];
}
