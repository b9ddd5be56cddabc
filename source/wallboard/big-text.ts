/** Cells of a sign: so wide and so high, and a column between two of them. */
const WIDTH = 3;
export const BIG_ROWS = 5;

/** Rows of each sign from the top, a bit per cell, the left one the largest. */
const SIGNS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 1, 1, 1],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  ':': [0, 2, 0, 2, 0],
  h: [4, 4, 7, 5, 5],
  '?': [7, 1, 3, 0, 2],
  '-': [0, 0, 7, 0, 0],
  '>': [4, 2, 1, 2, 4],
  '=': [0, 7, 0, 7, 0],
};

/** Columns that `text` takes at `scale`. */
export const bigWidth = (text: string, scale: number): number => scale * (text.length * (WIDTH + 1) - 1);

/**
 * `text` in signs of three by five cells, each drawn as `scale` by `scale` of `cell`; null where it has a sign that cannot
 * be drawn. Rows of the same width, from the top.
 */
export function bigText(text: string, scale: number, cell: string): readonly string[] | null {
  const signs = [...text].map(sign => SIGNS[sign]);
  if (signs.some(sign => !sign)) return null;
  return Array.from({length: BIG_ROWS * scale}, (_, row) =>
    signs
      .map(sign => {
        const bits = sign?.[Math.floor(row / scale)] ?? 0;
        return Array.from({length: WIDTH}, (_, column) =>
          (bits & (1 << (WIDTH - 1 - column)) ? cell : ' ').repeat(scale),
        ).join('');
      })
      .join(' '.repeat(scale)),
  );
}
