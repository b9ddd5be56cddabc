type Entry = {readonly at: number; readonly order: number; readonly run: () => void};

/** Pending events, earliest first; events of the same moment come out in the order in which they went in. */
export type EventHeap = {
  readonly size: () => number;
  readonly push: (at: number, run: () => void) => void;
  /** Moment of the earliest event, or Infinity. */
  readonly nextAt: () => number;
  /** Takes out the earliest event. */
  readonly pop: () => (() => void) | undefined;
  readonly clear: () => void;
};

const isBefore = (one: Entry, other: Entry): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap of events: O(log n) in and out. */
export function createEventHeap(): EventHeap {
  const entries: Entry[] = [];
  let order = 0;

  function siftUp(entry: Entry, from: number): void {
    let index = from;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex];
      if (parent === undefined || !isBefore(entry, parent)) break;
      entries[index] = parent;
      index = parentIndex;
    }
    entries[index] = entry;
  }

  function siftDown(entry: Entry): void {
    let index = 0;
    for (;;) {
      const left = entries[2 * index + 1];
      const right = entries[2 * index + 2];
      const goesRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = goesRight ? right : left;
      if (child === undefined || !isBefore(child, entry)) break;
      entries[index] = child;
      index = 2 * index + (goesRight ? 2 : 1);
    }
    entries[index] = entry;
  }

  return {
    size: () => entries.length,
    nextAt: () => entries[0]?.at ?? Number.POSITIVE_INFINITY,
    push(at, run) {
      order += 1;
      siftUp({at, order, run}, entries.length);
    },
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (last !== undefined && entries.length > 0) siftDown(last);
      return first?.run;
    },
    clear() {
      entries.length = 0;
    },
  };
}
