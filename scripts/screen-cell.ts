import type {IBuffer, IBufferCell} from '@xterm/headless';

/** `null` is the terminal's own colour, a number below 256 a palette entry, otherwise `#rrggbb`. */
export type CellColour = null | number | `#${string}`;

/** One character of a screen as a terminal would draw it; the second half of a wide character has `width` 0. */
export type ScreenCell = {
  readonly text: string;
  readonly width: number;
  readonly fg: CellColour;
  readonly bg: CellColour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
};

const colourOf = (isDefault: boolean, isPalette: boolean, value: number): CellColour =>
  isDefault ? null : isPalette ? value : `#${value.toString(16).padStart(6, '0')}`;

const cellOf = (cell: IBufferCell): ScreenCell => ({
  text: cell.getChars() || ' ',
  width: cell.getWidth(),
  fg: colourOf(cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor()),
  bg: colourOf(cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor()),
  bold: cell.isBold() !== 0,
  dim: cell.isDim() !== 0,
  italic: cell.isItalic() !== 0,
  underline: cell.isUnderline() !== 0,
  inverse: cell.isInverse() !== 0,
});

/** The cells of one visible row, `columns` of them; a row that does not exist has none. */
export const cellsOfRow = (buffer: IBuffer, y: number, columns: number): readonly ScreenCell[] => {
  const line = buffer.getLine(buffer.baseY + y);
  return Array.from({length: columns}, (_, x) => line?.getCell(x)).flatMap(cell => (cell ? [cellOf(cell)] : []));
};

/** All visible cells, row by row: what `frameToSvg` draws. */
export const cellsOfScreen = (
  buffer: IBuffer,
  size: {readonly columns: number; readonly rows: number},
): readonly (readonly ScreenCell[])[] => Array.from({length: size.rows}, (_, y) => cellsOfRow(buffer, y, size.columns));
