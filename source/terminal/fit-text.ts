import stringWidth from 'string-width';
import {safeText} from './safe-text.js';

const plain = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Columns that `text` takes on a terminal; wide characters count two. */
export const widthOf = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

/** How a text is made to fit: the side it leans to, and whether only ASCII may be added to it. */
export type FitOptions = {readonly align?: 'left' | 'right'; readonly isAscii?: boolean};

const cutTo = (text: string, width: number, ellipsis: string): string => {
  let kept = '';
  let used = 0;
  for (const {segment} of graphemes.segment(text)) {
    const next = used + widthOf(segment);
    if (next > width - 1) {
      break;
    }

    kept += segment;
    used = next;
  }

  // A sign that keeps consonants from joining has nothing to keep apart any more.
  return kept.replace(/\u200c$/, '') + ellipsis;
};

/**
 * `text` in exactly `width` columns: cut with `…` (`>` when ASCII is asked for, as less does: `~` means something else here) between graphemes, or padded with
 * spaces. What is not safe text yet (see `safeText`) is made so, because its width is known only then; a width below 1
 * gives the empty string.
 */
export const fitText = (text: string, width: number, options: FitOptions | 'left' | 'right' = {}): string => {
  const columns = Math.max(0, Math.floor(width));
  const {align = 'left', isAscii = false} = typeof options === 'string' ? {align: options} : options;
  if (columns === 0) {
    return '';
  }

  const safe = safeText(text, Number.POSITIVE_INFINITY);
  let fitted = widthOf(safe) > columns ? cutTo(safe, columns, isAscii ? '>' : '…') : safe;
  // Measured as a whole, not summed: a character that leads its cluster swallows the first space or ellipsis after it.
  for (let missing = columns - widthOf(fitted); missing > 0; missing = columns - widthOf(fitted)) {
    fitted = align === 'right' ? ' '.repeat(missing) + fitted : fitted + ' '.repeat(missing);
  }

  return fitted;
};
