import {type Line, segment} from '../components/line.js';
import type {DialogContent} from './dialog-content.js';

/** Lines of a dialog's inside, top to bottom, and the place that is kept free for a table. */
export type DialogLayout = {
  /** Rows of the whole dialog, frame included. */
  readonly height: number;
  readonly lines: readonly Line[];
  /** The table's rows that are shown, its first line inside the frame, and how many lines it takes; null for none. */
  readonly table: {readonly rows: DialogContent['table']; readonly at: number; readonly height: number} | null;
  /** Which part of the scrolled lines is seen, or null when all of them are. */
  readonly part: {readonly from: number; readonly to: number; readonly of: number} | null;
  /** The furthest that can be scrolled. */
  readonly lastScroll: number;
};

const FRAME = 2;
/** Lines that are scrolled must at least be so many, or lines of the head are scrolled with them. */
const LEAST_SCROLLED = 4;
const LOWEST = 6;

/**
 * Divides a dialog of at most `mostRows` rows. The foot, where it is said what to press or type, is always whole; a head
 * that leaves too little room is scrolled, all but its first line. `wanted` lines are scrolled away, if there are as many.
 */
export function dialogLayout(content: DialogContent, mostRows: number, wanted: number): DialogLayout {
  const rows = Math.min(mostRows, content.height ?? mostRows);
  const foot = content.foot.length > 0 ? [BLANK, ...content.foot] : [];
  const room = rows - FRAME - foot.length;
  const {table, after} = content;
  const below = content.body.length + (table.length > 0 ? table.length + 1 : 0) + after.length;
  const wholeHead = content.head.length > 0 && below > 0 && !content.isTight ? [...content.head, BLANK] : content.head;
  const keptHead = wholeHead.length + Math.min(LEAST_SCROLLED, below) <= room ? wholeHead : wholeHead.slice(0, 1);
  const body = [...wholeHead.slice(keptHead.length), ...content.body];
  const scrolled = body.length + (table.length > 0 ? table.length + 1 : 0) + after.length;
  const height = Math.min(rows, Math.max(content.height ?? LOWEST, FRAME + keptHead.length + scrolled + foot.length));
  const free = Math.max(0, height - FRAME - keptHead.length - foot.length);
  const lastScroll = Math.max(0, scrolled - free);
  const top = Math.min(wanted, lastScroll);

  const shownBody = body.slice(top, top + free);
  // The table's header stays while any of its rows is seen.
  const tableRoom = free - shownBody.length;
  const from = Math.max(0, top - body.length);
  const shownRows = tableRoom > 1 ? table.slice(from, from + tableRoom - 1) : [];
  const tableHeight = shownRows.length > 0 ? shownRows.length + 1 : 0;
  const afterFrom = Math.max(0, top - body.length - (table.length > 0 ? table.length + 1 : 0));
  const isTableOver = from + shownRows.length >= table.length;
  const shownAfter = isTableOver ? after.slice(afterFrom, afterFrom + tableRoom - tableHeight) : [];
  const blanks = free - shownBody.length - tableHeight - shownAfter.length;
  return {
    height,
    lines: [
      ...keptHead,
      ...shownBody,
      ...Array.from({length: tableHeight}, () => BLANK),
      ...shownAfter,
      ...Array.from({length: Math.max(0, blanks)}, () => BLANK),
      ...foot,
    ],
    table: tableHeight > 0 ? {rows: shownRows, at: keptHead.length + shownBody.length, height: tableHeight} : null,
    part: lastScroll > 0 ? {from: top + 1, to: Math.min(scrolled, top + free), of: scrolled} : null,
    lastScroll,
  };
}

const BLANK: Line = [segment('')];
