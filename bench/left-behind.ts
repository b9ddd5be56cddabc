/** Shell commands that `leftBehind` needs at the end of the output. */
export const TELL_MODES = 'stty -a';

/** Modes that a full-screen program may turn on and has to turn off again, by their private numbers (DEC, xterm). */
const PRIVATE_MODES: readonly (readonly [string, string])[] = [
  ['1', 'application cursor keys'],
  ['9', 'mouse'],
  ['1000', 'mouse'],
  ['1002', 'mouse'],
  ['1003', 'mouse'],
  ['1004', 'focus'],
  ['1006', 'mouse'],
  ['2004', 'bracketed paste'],
  ['2026', 'synchronized output'],
];

/**
 * What a full-screen program has not put right again, judged by everything written to its terminal, the modes told by
 * `TELL_MODES` at the end. Empty when all is well, and `code` is the one that was `expected`.
 */
export function leftBehind(output: string, code: number, expected = 0): readonly string[] {
  const isLast = (one: string, other: string): boolean => output.lastIndexOf(one) > output.lastIndexOf(other);
  const modes = output.slice(output.lastIndexOf('speed '));
  const isSet = (mode: string): boolean => new RegExp(`(?<!-)\\b${mode}\\b`).test(modes);
  return [
    ...(code === expected ? [] : [`exit code ${code}`]),
    ...(isLast('\x1b[?1049l', '\x1b[?1049h') ? [] : ['alternate screen not left']),
    ...(isLast('\x1b[?25h', '\x1b[?25l') ? [] : ['cursor not shown']),
    ...PRIVATE_MODES.filter(([mode]) => isLast(`\x1b[?${mode}h`, `\x1b[?${mode}l`)).map(
      ([, name]) => `${name} not ended`,
    ),
    // The kitty protocol is pushed and popped; xterm's other keys are set and reset.
    ...(/\x1b\[>\d+u(?!.*\x1b\[<\d*u)/s.test(output) ? ['keyboard protocol not ended'] : []),
    ...(/\x1b\[>4;[12]m(?!.*\x1b\[>4(?:;0)?m)/s.test(output) ? ['other keys not ended'] : []),
    ...(['icanon', 'echo', 'isig', 'icrnl', 'opost'].every(isSet) ? [] : ['terminal modes not restored']),
  ];
}
