import {fitLine, type Line, lineWidth, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import type {DrawContext} from '../panels/panel.js';
import {bigText, bigWidth} from './big-text.js';
import {type BoardLayout, tileRows} from './board-layout.js';
import {type Figure, figureFreshness} from './figures.js';

/** A figure as lines of `width`: its title, its number in large signs, its note. */
export function tileLines(figure: Figure, {tileWidth, scale}: BoardLayout, context: DrawContext): readonly Line[] {
  const {value, freshness} = figure;
  const tone = freshness === 'stale' ? 'dim' : figure.tone;
  const width = tileWidth - 1;
  const fitting = Array.from({length: scale}, (_, index) => scale - index).find(one => bigWidth(value, one) <= width);
  const rows = fitting === undefined ? null : bigText(value, fitting, context.glyphs.bar);
  const number: readonly Line[] = rows ? rows.map(row => [segment(row, tone)]) : [[segment(value, tone)]];
  const lines: readonly Line[] = [
    titleLine(figure, tone, width),
    ...number,
    ...Array.from({length: tileRows(scale) - 2 - number.length}, (): Line => []),
    noteLine(figure, width),
  ];
  return lines.map(line => [...fitLine(line, width, context.isAscii), segment(' ')]);
}

function titleLine({title, short, sign}: Figure, tone: Tone, width: number): Line {
  const line = (words: string): Line => [segment(sign ? `${sign} ` : '', tone), segment(words, 'title')];
  return lineWidth(line(title)) <= width ? line(title) : line(short);
}

/** A figure's note; what is less important is left out whole where there is no room for it. */
function noteLine(figure: Figure, width: number): Line {
  const [first, ...others] = figure.note;
  const line = (notes: Line): Line => [...figureFreshness(figure), ...(first ? [first] : []), ...notes];
  return lineWidth(line(others)) <= width ? line(others) : line(others.filter(({tone}) => tone !== 'dim'));
}

/** Tiles beside one another. */
export const besideOneAnother = (tiles: readonly (readonly Line[])[]): readonly Line[] =>
  (tiles[0] ?? []).map((_, row) => tiles.flatMap(lines => lines[row] ?? []));
