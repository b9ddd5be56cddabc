import {BIG_ROWS, bigWidth} from './big-text.js';

/** How the board is divided, in cells. */
export type BoardLayout = {
  /** Large figures beside one another, and how wide each is. */
  readonly tiles: number;
  readonly tileWidth: number;
  /** How many times larger than the smallest signs their numbers are. */
  readonly scale: number;
  /** Whether there is room for empty rows. */
  readonly isAiry: boolean;
  /** Rows of the list of queues. */
  readonly rows: number;
};

/** A wait of less than 100 minutes: what every figure must have room for. */
const WIDEST = '88:88';
const MOST_TILES = 5;
const GAP = 2;
/** Figures take no more than this share of the screen. */
const MOST_OF_SCREEN = 0.35;
const AIRY_FROM = 30;
/** Header, presence, the list's title and head, footer; and a figure's title and note. */
const OTHER_ROWS = 5;
const TILE_TEXT_ROWS = 2;

/** Rows of a figure. */
export const tileRows = (scale: number): number => BIG_ROWS * scale + TILE_TEXT_ROWS;

/**
 * Divides `columns` x `rows`: as many figures as fit, as large as they can be, and queues in what these and `noticeRows` leave.
 */
export function boardLayout(columns: number, rows: number, noticeRows = 1): BoardLayout {
  const tiles = Math.max(1, Math.min(MOST_TILES, Math.floor(columns / (bigWidth(WIDEST, 1) + GAP - 1))));
  const tileWidth = Math.floor(columns / tiles);
  const fits = (scale: number): boolean =>
    bigWidth(WIDEST, scale) + GAP - 1 <= tileWidth && tileRows(scale) <= MOST_OF_SCREEN * rows;
  let scale = 1;
  while (fits(scale + 1)) scale += 1;
  const isAiry = rows >= AIRY_FROM;
  const left = rows - OTHER_ROWS - noticeRows - (isAiry ? 3 : 0) - tileRows(scale);
  return {tiles, tileWidth, scale, isAiry, rows: Math.max(1, left)};
}
