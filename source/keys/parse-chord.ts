/** The part of Ink's key that chords are made of; every field may be missing. */
export type PressedKey = {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly tab?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
  readonly eventType?: string;
};

const named: readonly (readonly [keyof PressedKey, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

const controlNames: Readonly<Record<string, string>> = {
  '\0': 'ctrl+space',
  '\b': 'backspace',
  '\t': 'tab',
  // Enter is CR in raw mode; LF is what Ctrl-J and programs that drive a terminal send, and means the same to people.
  '\n': 'enter',
  '\r': 'enter',
  '\x1b': 'escape',
  '\x7f': 'backspace',
  ' ': 'space',
};

/** A control sequence that never got its last byte, its ESC already taken off by Ink. */
const remnant = /^\[[\d;:<=>?]+$/;
const invisible = /^[\p{Cc}\p{Cs}]$/u;

/** One character of a burst; nothing for a character that no key sends. */
const chordOf = (character: string): readonly string[] => {
  const name = controlNames[character];
  if (name !== undefined) {
    return [name];
  }

  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) {
    return [`ctrl+${String.fromCharCode(code + (code <= 26 ? 96 : 64))}`];
  }

  return invisible.test(character) ? [] : [character];
};

const withModifiers = (name: string, key: PressedKey, isShifted: boolean): string =>
  `${key.ctrl ? 'ctrl+' : ''}${key.meta ? 'alt+' : ''}${isShifted ? 'shift+' : ''}${name}`;

/**
 * What was pressed, from the arguments of Ink's `useInput`: `j`, `G`, `space`, `enter`, `ctrl+d`, `shift+up`, `alt+x`.
 * Keys pressed fast arrive as one string and give one chord each (`gg` gives `g`, `g`). Key releases and sequences that
 * name no key give nothing. Modifiers stand in the order ctrl, alt, shift; letters carry shift by their case.
 * Ink 8 does not tell function keys apart; they come from `useFunctionKeys`.
 */
export const parseChord = (input: string, key: PressedKey): readonly string[] => {
  if (key.eventType === 'release') {
    return [];
  }

  const name = named.find(([field]) => key[field] === true)?.[1];
  if (name !== undefined) {
    // Two presses of Escape in one read; Ink reports them as Escape with Alt.
    return name === 'escape' && key.meta ? ['escape', 'escape'] : [withModifiers(name, key, key.shift === true)];
  }

  const characters = [...input];
  if (characters.length === 0 || remnant.test(input)) {
    return [];
  }

  const [first = ''] = characters;
  if (characters.length === 1 && (key.ctrl || key.meta)) {
    return chordOf(first).map(chord => withModifiers(chord, key, false));
  }

  // The kitty protocol sends the unshifted letter and a flag.
  return characters.length === 1 && key.shift ? chordOf(first.toUpperCase()) : characters.flatMap(chordOf);
};
