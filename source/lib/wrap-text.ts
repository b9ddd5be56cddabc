import wrapAnsi from 'wrap-ansi';

/** `text` as lines of at most `width` columns, broken between words where possible. */
export const wrapText = (text: string, width: number): readonly string[] =>
  wrapAnsi(text, Math.max(1, width), {hard: true, trim: true}).split('\n');
