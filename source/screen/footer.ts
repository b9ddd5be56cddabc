import {type Line, lineWidth, type Segment, segment} from '../components/line.js';
import {chordLabel, keysOf} from '../keys/dispatch.js';
import type {Listening} from '../keys/scopes.js';

/** Keys that are never left out of the footer, however narrow. */
const ALWAYS = new Set(['help', 'quit', 'close', 'confirm-cancel']);

/** The keys worth a reminder here, as far as they fit into `width` columns. */
export function footerLine(listening: Listening, width: number): Line {
  const hinted = keysOf(listening).flatMap(row => (row.hint ? [{row, hint: row.hint}] : []));
  const last = hinted.filter(({row}) => ALWAYS.has(row.command));
  const first = hinted.filter(({row}) => !ALWAYS.has(row.command));
  const item = ({row, hint}: (typeof hinted)[number]): Line => [
    segment(chordLabel(row.chords[0] ?? ''), 'title'),
    segment(` ${hint}  `, 'dim'),
  ];
  const tail = last.flatMap(item);
  const line: Segment[] = [];
  for (const one of first.map(item)) {
    if (lineWidth(line) + lineWidth(one) + lineWidth(tail) <= width) line.push(...one);
  }
  return listening.scopes[0] === 'countdown' ? [segment('any key cancels', 'warn')] : [...line, ...tail];
}
