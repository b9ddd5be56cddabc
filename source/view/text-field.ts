/** An editable line. `cursor` counts graphemes from the start. */
export type TextField = {readonly graphemes: readonly string[]; readonly cursor: number};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const split = (text: string): readonly string[] => [...segmenter.segment(text)].map(({segment}) => segment);

/** A field holding `text`, the cursor behind it. */
export const textField = (text = ''): TextField => {
  const graphemes = split(text);
  return {graphemes, cursor: graphemes.length};
};

export const textOf = (field: TextField): string => field.graphemes.join('');

/** Longest text a field takes, graphemes; a paste beyond it is cut. */
const LONGEST = 4000;

/** Puts `text` in at the cursor. Line breaks of a paste become spaces, other control characters are dropped. */
export function insertText(field: TextField, text: string): TextField {
  const clean = split(text.replace(/[\r\n\t]+/g, ' ').replace(/\p{C}/gu, ''));
  const room = clean.slice(0, Math.max(0, LONGEST - field.graphemes.length));
  const graphemes = [...field.graphemes.slice(0, field.cursor), ...room, ...field.graphemes.slice(field.cursor)];
  return {graphemes, cursor: field.cursor + room.length};
}

/** The field after an editing key of readline and every form; null when the chord is not one. */
export function editText(field: TextField, chord: string): TextField | null {
  const {graphemes, cursor} = field;
  const cut = (from: number, to: number): TextField => ({
    graphemes: [...graphemes.slice(0, from), ...graphemes.slice(to)],
    cursor: from,
  });
  switch (chord) {
    case 'backspace':
      return cursor > 0 ? cut(cursor - 1, cursor) : field;
    case 'delete':
    case 'ctrl+d':
      return cut(cursor, cursor + 1);
    case 'left':
    case 'ctrl+b':
      return {graphemes, cursor: Math.max(0, cursor - 1)};
    case 'right':
    case 'ctrl+f':
      return {graphemes, cursor: Math.min(graphemes.length, cursor + 1)};
    case 'home':
    case 'ctrl+a':
      return {graphemes, cursor: 0};
    case 'end':
    case 'ctrl+e':
      return {graphemes, cursor: graphemes.length};
    case 'ctrl+u':
      return cut(0, cursor);
    case 'ctrl+k':
      return cut(cursor, graphemes.length);
    case 'ctrl+w': {
      const before = graphemes.slice(0, cursor).join('').trimEnd();
      return cut(Math.max(0, split(before.replace(/\S+$/, '')).length), cursor);
    }
    case 'space':
      return insertText(field, ' ');
    default:
      return [...chord].length === 1 ? insertText(field, chord) : null;
  }
}
