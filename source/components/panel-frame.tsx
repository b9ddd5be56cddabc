import {Box} from 'ink';
import type {ReactNode} from 'react';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {safeText} from '../terminal/safe-text.js';
import {fitLine, type Line, Lines, LineText, lineWidth, type Segment, safeSegment, segment} from './line.js';
import {type Glyphs, TONES} from './theme.js';

export type PanelFrameProps = {
  readonly title: string;
  /** Right side of the title: counts and age, the most important first; those that do not fit are left out. */
  readonly badges: readonly Line[];
  readonly isFocused: boolean;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly glyphs: Glyphs;
  readonly isAscii: boolean;
  /** Lies over the lines, placed from the frame's top left corner. */
  readonly children?: ReactNode;
};

/** A titled frame of exactly `width` x `height` cells around `lines`; what does not fit is cut. */
export function PanelFrame(props: PanelFrameProps) {
  const {isFocused, width, height, lines, glyphs, isAscii, children} = props;
  const [topLeft, topRight, bottomLeft, bottomRight] = glyphs.corners;
  const tone = isFocused ? 'accent' : 'dim';
  const inner = Math.max(0, width - 2);
  const body = Array.from({length: Math.max(0, height - 2)}, (_, row) => fitLine(lines[row] ?? [], inner, isAscii));
  const {horizontal, vertical} = glyphs;
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <LineText line={topLine(props)} />
      {/* The sides are Ink's: a line of ASCII is measured many times faster than one with signs of a frame in it. */}
      <Box
        flexDirection="column"
        width={width}
        height={body.length}
        flexShrink={0}
        borderStyle={{
          topLeft,
          topRight,
          bottomLeft,
          bottomRight,
          top: horizontal,
          bottom: horizontal,
          left: vertical,
          right: vertical,
        }}
        borderTop={false}
        borderBottom={false}
        borderColor={TONES[tone].color}
        borderDimColor={TONES[tone].dimColor}
      >
        <Lines lines={body} />
      </Box>
      <LineText line={[segment(bottomLeft + horizontal.repeat(inner) + bottomRight, tone)]} />
      {children}
    </Box>
  );
}

/** The upper edge with the title and as many badges as fit, `width` columns. */
export function topLine({title, badges, isFocused, width, glyphs, isAscii}: PanelFrameProps): Line {
  const [topLeft, topRight] = glyphs.corners;
  const tone = isFocused ? 'accent' : 'dim';
  const inner = Math.max(0, width - 2);
  const safe = safeText(title);
  const name: Segment = {
    text: ` ${fitText(safe, Math.min(widthOf(safe), inner - 3), {isAscii})} `,
    tone: isFocused ? 'accent' : 'plain',
    bold: true,
  };
  const fitting = fittingBadges(
    badges.map(badge => badge.map(safeSegment)),
    inner - widthOf(name.text) - 4,
  );
  const shown: Line = fitting.length > 0 ? [segment(' '), ...fitting, segment(' ')] : [];
  const rule = Math.max(0, inner - 1 - widthOf(name.text) - lineWidth(shown) - (shown.length > 0 ? 1 : 0));
  return [
    segment(topLeft + glyphs.horizontal, tone),
    name,
    segment(glyphs.horizontal.repeat(rule), tone),
    ...shown,
    segment((shown.length > 0 ? glyphs.horizontal : '') + topRight, tone),
  ];
}

/** As many of the badges as fit into `room` columns, two spaces between them. */
function fittingBadges(badges: readonly Line[], room: number): Line {
  const shown: Segment[] = [];
  for (const badge of badges) {
    const gap = shown.length > 0 ? [segment('  ')] : [];
    const fits = lineWidth(shown) + lineWidth(gap) + lineWidth(badge) <= room;
    if (badge.length > 0 && fits) shown.push(...gap, ...badge);
  }
  return shown;
}
