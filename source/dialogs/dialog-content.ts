import type {Line} from '../components/line.js';

/** What a dialog shows: lines, then perhaps a table, then more lines. The middle is scrolled when it does not fit. */
export type DialogContent = {
  readonly title: string;
  readonly tone: 'accent' | 'bad' | 'warn';
  readonly head: readonly Line[];
  /** Scrolled lines; left out where there is a table. */
  readonly body: readonly Line[];
  /** Scrolled rows of a table, every row with the same columns. */
  readonly table: readonly Readonly<Record<string, string>>[];
  readonly foot: readonly Line[];
};

export const NO_CONTENT: Omit<DialogContent, 'title'> = {tone: 'accent', head: [], body: [], table: [], foot: []};
