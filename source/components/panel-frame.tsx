import {Box} from 'ink';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {fitLine, type Line, Lines, lineWidth, type Segment, segment} from './line.js';
import type {Glyphs} from './theme.js';

/** A titled frame of exactly `width` × `height` cells around `lines`; what does not fit is cut. */
export function PanelFrame({
  title,
  badge,
  isFocused,
  width,
  height,
  lines,
  glyphs,
  isAscii,
}: {
  readonly title: string;
  /** Right side of the title: counts and age. */
  readonly badge: Line;
  readonly isFocused: boolean;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly glyphs: Glyphs;
  readonly isAscii: boolean;
}) {
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Lines lines={frameLines({title, badge, isFocused, width, height, lines, glyphs, isAscii})} />
    </Box>
  );
}

/** The frame's lines, `height` of them, each `width` columns. */
export function frameLines(options: {
  title: string;
  badge: Line;
  isFocused: boolean;
  width: number;
  height: number;
  lines: readonly Line[];
  glyphs: Glyphs;
  isAscii: boolean;
}): readonly Line[] {
  const {title, badge, isFocused, width, height, lines, glyphs, isAscii} = options;
  const [topLeft, topRight, bottomLeft, bottomRight] = glyphs.corners;
  const tone = isFocused ? 'accent' : 'dim';
  const inner = Math.max(0, width - 2);
  const name: Segment = {
    text: ` ${fitText(title, Math.min(widthOf(title), inner - 2), {isAscii})} `,
    tone: isFocused ? 'accent' : 'plain',
    bold: true,
  };
  const roomForBadge = inner - widthOf(name.text) - 4;
  const shownBadge = badge.length > 0 && lineWidth(badge) <= roomForBadge ? [segment(' '), ...badge, segment(' ')] : [];
  const rule = Math.max(0, inner - 1 - widthOf(name.text) - lineWidth(shownBadge) - (shownBadge.length > 0 ? 1 : 0));
  const top: Line = [
    segment(topLeft + glyphs.horizontal, tone),
    name,
    segment(glyphs.horizontal.repeat(rule), tone),
    ...shownBadge,
    segment((shownBadge.length > 0 ? glyphs.horizontal : '') + topRight, tone),
  ];
  const body = Array.from(
    {length: Math.max(0, height - 2)},
    (_, index): Line => [
      segment(glyphs.vertical, tone),
      ...fitLine(lines[index] ?? [], inner, isAscii),
      segment(glyphs.vertical, tone),
    ],
  );
  const bottom: Line = [segment(bottomLeft + glyphs.horizontal.repeat(inner) + bottomRight, tone)];
  return [top, ...body, bottom].slice(0, height);
}
