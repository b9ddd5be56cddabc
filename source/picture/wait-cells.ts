import type {Queue} from './queue.js';

/** Cells of a queue's wait row, in the order of the screen. */
export const WAIT_CELLS = ['call', 'chat', 'available', 'loggedIn'] as const;
export type WaitCell = (typeof WAIT_CELLS)[number];

/** A wait that is off by less than either is still the same wait: it is an estimate, s and share. */
const SAME_WAIT_S = 5;
const SAME_WAIT_SHARE = 0.1;
export const readWaitCell = (queue: Queue, cell: WaitCell): number | null =>
  cell === 'call' || cell === 'chat' ? queue.wait[cell] : queue[cell];

/** Whether a cell says the same: counts exactly, waits about. */
export function isSame(cell: WaitCell, before: number | null, after: number | null): boolean {
  if (before === null || after === null || cell === 'available' || cell === 'loggedIn') return before === after;
  return Math.abs(before - after) <= Math.max(SAME_WAIT_S, SAME_WAIT_SHARE * Math.max(before, after));
}
