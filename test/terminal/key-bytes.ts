const sequences: Readonly<Record<string, string>> = {
  enter: '\r',
  // The kitty form of Escape: Ink would wait for the rest of a sequence after a bare ESC, and join it to the next key.
  escape: '\x1b[27u',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  'shift+up': '\x1b[1;2A',
  'shift+down': '\x1b[1;2B',
  'shift+right': '\x1b[1;2C',
  'shift+left': '\x1b[1;2D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  'ctrl+space': '\0',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
};

/** What a terminal sends for a chord such as `j`, `enter`, `ctrl+c` or `alt+x`. */
export const bytesOf = (chord: string): string => {
  const sequence = sequences[chord];
  if (sequence !== undefined) {
    return sequence;
  }

  if (/^ctrl\+.$/.test(chord)) {
    return String.fromCharCode(chord.charCodeAt(5) & 0x1f);
  }

  const plain = chord.replace(/^alt\+/, '');
  if ([...plain].length !== 1) {
    throw new Error(`No key is called ${chord}`);
  }

  return plain === chord ? plain : `\x1b${plain}`;
};
