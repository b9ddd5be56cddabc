import {type Line, segment} from '../components/line.js';
import {chordLabel} from '../keys/dispatch.js';
import {wrapText} from '../lib/wrap-text.js';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {safeText} from '../terminal/safe-text.js';
import type {DialogOf} from '../view/dialog.js';
import type {WorkAct, WorkRow} from '../view/work-view.js';
import {fitColumns} from './clip-rows.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';

const GAP = '  ';
/** Longest cell that is looked at; more would not fit on any screen. */
const LONGEST_CELL = 300;

/** A work view: lines, rows under their columns, and what can be done. It takes the whole screen of `rows` rows. */
export function workContent(dialog: DialogOf<'work'>, width: number, rows: number): DialogContent {
  const {screen, cursor} = dialog;
  const texts = screen.rows.map(row => row.cells.map(cell => safeText(cell, LONGEST_CELL)));
  const widths = fitColumns(
    screen.columns.map((title, column) =>
      texts.reduce((most, cells) => Math.max(most, widthOf(cells[column] ?? '')), widthOf(title)),
    ),
    width - 2 - GAP.length * Math.max(0, screen.columns.length - 1),
  );
  const inColumns = (cells: readonly string[]): string =>
    widths.map((columns, index) => fitText(cells[index] ?? '', columns)).join(GAP);
  const header: readonly Line[] =
    screen.columns.length > 0 && screen.rows.length > 0
      ? [[], [segment('  '), segment(inColumns(screen.columns), 'dim')]]
      : [];
  return {
    ...NO_CONTENT,
    title: dialog.title,
    height: rows,
    isTight: header.length > 0,
    head: [
      ...(dialog.waiting ? wrapText(`Ready: ${safeText(dialog.waiting.title, 200)}. Enter opens it.`, width) : []).map(
        (text): Line => [segment(text, 'warn')],
      ),
      ...screen.head.flatMap(({text, tone = 'plain'}) =>
        wrapText(safeText(text, 2000), width).map((line): Line => [segment(line, tone)]),
      ),
      ...header,
    ],
    body:
      screen.rows.length === 0
        ? wrapText(screen.empty, width).map((text): Line => [segment(text, 'dim')])
        : screen.rows.map((row, index) => rowLine(row, inColumns(texts[index] ?? []), index === cursor)),
    foot: actLines(screen.acts, width),
  };
}

const rowLine = (row: WorkRow, text: string, isOn: boolean): Line => [
  segment(isOn ? '> ' : '  ', 'accent'),
  {...segment(text, row.tone ?? 'plain'), inverse: isOn},
];

/** The acts with their keys, over as many lines as they need; what cannot be done now is dim. */
function actLines(acts: readonly WorkAct[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let used = 0;
  for (const act of acts) {
    const key = chordLabel(act.key);
    const wide = widthOf(key) + widthOf(act.label) + 3;
    if (used > 0 && used + wide > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    const isOff = act.whyNot !== null;
    line = [...line, segment(key, isOff ? 'dim' : 'title'), segment(` ${act.label}${GAP}`, isOff ? 'dim' : 'plain')];
    used += wide;
  }
  return used > 0 ? [...lines, line] : lines;
}
