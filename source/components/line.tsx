import {Text} from 'ink';
import {memo} from 'react';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {safeText} from '../terminal/safe-text.js';
import {TONES, type Tone} from './theme.js';

/** A run of text in one style. */
export type Segment = {
  readonly text: string;
  readonly tone?: Tone;
  readonly inverse?: boolean;
  readonly bold?: boolean;
  /** A colour of the user's own instead of the tone's: a name or #rrggbb. */
  readonly colour?: string;
};

/** One row of cells on the screen. */
export type Line = readonly Segment[];

export const segment = (text: string, tone?: Tone): Segment => ({text, tone});

/** Columns that a line takes. */
export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0);

/** A segment whose text cannot harm a terminal; itself where it is so already. */
export const safeSegment = (one: Segment): Segment => {
  const text = safeText(one.text, Number.POSITIVE_INFINITY);
  return text === one.text ? one : {...one, text};
};

/** `line` in exactly `width` columns: the last segments are cut, or spaces added. Whatever it says is safe text then. */
export function fitLine(line: Line, width: number, isAscii = false): Line {
  const fitted: Segment[] = [];
  let left = width;
  for (const given of line) {
    if (left <= 0) break;
    const one = safeSegment(given);
    const wide = widthOf(one.text);
    fitted.push(wide <= left ? one : {...one, text: fitText(one.text, left, {isAscii})});
    left -= Math.min(wide, left);
  }
  return left > 0 ? [...fitted, {text: ' '.repeat(left)}] : fitted;
}

const sameLine = (a: {readonly line: Line}, b: {readonly line: Line}): boolean =>
  a.line === b.line ||
  (a.line.length === b.line.length &&
    a.line.every((one, index) => {
      const other = b.line[index];
      return (
        one.text === other?.text &&
        one.tone === other.tone &&
        one.inverse === other.inverse &&
        one.bold === other.bold &&
        one.colour === other.colour
      );
    }));

/**
 * `line` in as few segments as look the same: neighbours of one style are joined, and spaces, which show none but an
 * inverse one, go with what stands before them. Ink's work grows with the number of segments.
 */
export function joinSegments(line: Line): Line {
  const joined: Segment[] = [];
  for (const one of line) {
    const last = joined.at(-1);
    if (last && looksLike(last, one)) joined[joined.length - 1] = {...last, text: last.text + one.text};
    else if (one.text !== '') joined.push(one);
  }
  return joined;
}

const looksLike = (last: Segment, next: Segment): boolean => {
  if (Boolean(last.inverse) !== Boolean(next.inverse) || last.colour !== next.colour) return false;
  const isBlank = !next.inverse && /^ *$/.test(next.text);
  return isBlank || ((last.tone ?? 'plain') === (next.tone ?? 'plain') && Boolean(last.bold) === Boolean(next.bold));
};

/** Ink's props for a segment: its own colour and weight go before the tone's. */
const styleOf = ({tone, inverse, bold, colour}: Segment) => ({
  ...TONES[tone ?? 'plain'],
  inverse,
  ...(bold ? {bold} : {}),
  ...(colour ? {color: colour} : {}),
});

/**
 * Draws a line as one text; drawn again only when its content differs. Everything on the screen but tables goes through
 * here: no text, wherever it came from, reaches the terminal as more than text.
 */
export const LineText = memo(function LineText({line}: {readonly line: Line}) {
  return (
    <Text wrap="truncate">
      {joinSegments(line.map(safeSegment)).map((one, index) => (
        // A line's segments have no identity beyond their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Text key={index} {...styleOf(one)}>
          {one.text}
        </Text>
      ))}
    </Text>
  );
}, sameLine);

/** Draws lines below one another. */
export function Lines({lines}: {readonly lines: readonly Line[]}) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of the screen are their places
    <LineText key={index} line={line} />
  ));
}
