/** What a text means; colours follow from it and are named only here. */
export type Tone = 'plain' | 'dim' | 'good' | 'warn' | 'bad' | 'accent' | 'title';

/** Ink's text props per tone. The 16 colours of the terminal's own palette, so that light backgrounds stay readable. */
export const TONES: Readonly<
  Record<Tone, {readonly color?: string; readonly dimColor?: boolean; readonly bold?: boolean}>
> = {
  plain: {},
  dim: {dimColor: true},
  good: {color: 'green'},
  warn: {color: 'yellow'},
  bad: {color: 'red', bold: true},
  accent: {color: 'cyan'},
  title: {bold: true},
};

/** The signs that are drawn; a set of plain ASCII stands in where the terminal or font has no others. */
export type Glyphs = {
  readonly horizontal: string;
  readonly vertical: string;
  readonly corners: readonly [string, string, string, string];
  readonly bar: string;
  readonly barEmpty: string;
  /** From lowest to highest. */
  readonly spark: readonly string[];
  readonly mark: string;
  readonly up: string;
  readonly down: string;
  readonly dot: string;
  readonly none: string;
  /** Before a menu whose queues are shown, and whose are folded away. */
  readonly unfolded: string;
  readonly folded: string;
  readonly plusMinus: string;
  readonly atLeast: string;
};

export const UNICODE_GLYPHS: Glyphs = {
  horizontal: '─',
  vertical: '│',
  corners: ['┌', '┐', '└', '┘'],
  bar: '█',
  barEmpty: '░',
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  mark: '●',
  up: '▲',
  down: '▼',
  dot: '·',
  none: '–',
  unfolded: '▾',
  folded: '▸',
  plusMinus: '±',
  atLeast: '≥',
};

export const ASCII_GLYPHS: Glyphs = {
  horizontal: '-',
  vertical: '|',
  corners: ['+', '+', '+', '+'],
  bar: '#',
  barEmpty: '.',
  spark: ['_', '.', ':', '-', '=', '+', '*', '#'],
  mark: '*',
  up: '^',
  down: 'v',
  dot: '.',
  none: '-',
  unfolded: 'v',
  folded: '>',
  plusMinus: '+-',
  atLeast: '>=',
};
