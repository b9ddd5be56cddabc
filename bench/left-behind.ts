/** Shell commands that `leftBehind` needs at the end of the output. */
export const TELL_MODES = 'stty -a';

/**
 * What a full-screen program has not put right again, judged by everything written to its terminal, the modes told by
 * `TELL_MODES` at the end. Empty when all is well.
 */
export function leftBehind(output: string, code: number): readonly string[] {
  const isLast = (one: string, other: string): boolean => output.lastIndexOf(one) > output.lastIndexOf(other);
  const modes = output.slice(output.lastIndexOf('speed '));
  return [
    ...(code === 0 ? [] : [`exit code ${code}`]),
    ...(isLast('\x1b[?1049l', '\x1b[?1049h') ? [] : ['alternate screen not left']),
    ...(isLast('\x1b[?25h', '\x1b[?25l') ? [] : ['cursor not shown']),
    ...(isLast('\x1b[?2004h', '\x1b[?2004l') ? ['bracketed paste not ended'] : []),
    ...(/(?<!-)\bicanon\b/.test(modes) && /(?<!-)\becho\b/.test(modes) ? [] : ['terminal modes not restored']),
  ];
}
