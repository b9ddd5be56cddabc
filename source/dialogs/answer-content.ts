import {type Line, segment} from '../components/line.js';
import {wrapText} from '../lib/wrap-text.js';
import {safeText} from '../terminal/safe-text.js';
import {answerRows, valueWords} from '../view/answer-tree.js';
import type {DialogOf} from '../view/dialog.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';

/** Longest value that is drawn on a line. */
const LONGEST = 400;

/** An answer: what it means, then its body as a tree. */
export function answerContent(dialog: DialogOf<'answer'>, width: number): DialogContent {
  const rows = answerRows(dialog.value, dialog.open);
  return {
    ...NO_CONTENT,
    title: dialog.title,
    tone: dialog.tone,
    head: dialog.head
      .flatMap(text => wrapText(text, width))
      .map((text): Line => [segment(text, text.startsWith('!') ? 'bad' : 'plain')]),
    body: rows.map(({depth, key, value, fold}, index): Line => {
      const isOn = index === dialog.cursor;
      const mark = fold === null ? '  ' : fold === 'open' ? '- ' : '+ ';
      const name = key === '' ? '' : `${safeText(key, 80)}: `;
      return [
        segment(isOn ? '> ' : '  ', 'accent'),
        segment('  '.repeat(depth) + mark, 'dim'),
        {...segment(name, 'title'), inverse: isOn},
        segment(safeText(valueWords(value), LONGEST), typeof value === 'string' ? 'plain' : fold ? 'dim' : 'accent'),
      ];
    }),
    foot: [[segment('Enter folds, y copies, s saves, R runs it again, Esc closes', 'dim')]],
  };
}
