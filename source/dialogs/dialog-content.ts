import type {Line} from '../components/line.js';

/**
 * What a dialog shows: lines that stay, then what is scrolled when it does not fit (lines, a table, more lines), then
 * lines that stay at the foot.
 */
export type DialogContent = {
  readonly title: string;
  readonly tone: 'accent' | 'bad' | 'warn';
  readonly head: readonly Line[];
  readonly body: readonly Line[];
  /** Rows of a table, every row with the same columns. */
  readonly table: readonly Readonly<Record<string, string>>[];
  readonly after: readonly Line[];
  readonly foot: readonly Line[];
  /** The line of the body that is kept in sight; scrolled as asked for where there is none. */
  readonly cursor?: number;
  /** The head stands right above what is scrolled, without a blank line: it ends with its columns' names. */
  readonly isTight?: boolean;
  /** Rows that it always takes, frame included, so that it stands still while its content changes. */
  readonly height?: number;
};

export const NO_CONTENT: Omit<DialogContent, 'title'> = {
  tone: 'accent',
  head: [],
  body: [],
  table: [],
  after: [],
  foot: [],
};
