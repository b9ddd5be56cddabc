import {type Command, KEYMAP, type KeyRow} from './keymap.js';
import {chordsOf, type OwnKeys} from './own-keys.js';
import {isOn, type Listening} from './scopes.js';

/** A row of the key table with the chords that are in force. */
export type LiveKey = KeyRow & {readonly command: Command};

/** The command that `chord` means in the innermost scope that knows it; null when none does. */
export function dispatch(listening: Listening, chord: string): Command | null {
  return rowsOf(listening).find(row => row.chords.includes(chord))?.command ?? null;
}

/** The keys that work now, inner scopes first; a chord taken by an inner scope is not told twice. */
export function keysOf(listening: Listening): readonly LiveKey[] {
  const taken = new Set<string>();
  return rowsOf(listening).filter(row => {
    const [first] = row.chords;
    if (first === undefined || taken.has(first)) return false;
    for (const chord of row.chords) taken.add(chord);
    return true;
  });
}

const rowsOf = (listening: Listening): readonly LiveKey[] =>
  listening.scopes.flatMap(scope =>
    KEYMAP.filter(row => row.scope === scope && isOn(row, listening)).map(row => ({
      ...row,
      chords: chordsOf(row, listening.ownKeys),
    })),
  );

const SHOWN: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
};

/** A chord as people write it, in ASCII: `Ctrl-C`, `Esc`, `F6`. */
export function chordLabel(chord: string): string {
  const known = SHOWN[chord];
  if (known) return known;
  if (/^f\d+$/.test(chord)) return chord.toUpperCase();
  const control = /^ctrl\+(.+)$/.exec(chord)?.[1];
  return control ? `Ctrl-${control === 'space' ? 'Space' : control.toUpperCase()}` : chord;
}

/** The key list as a table for the help and the README: keys, and what they do. */
export const keyTable = (rows: readonly KeyRow[]): readonly {keys: string; does: string}[] =>
  rows.map(row => ({keys: row.chords.map(chordLabel).join(' '), does: row.help}));

/** The key that does `command`, as people write it; null where it has none. */
export const keyOf = (command: Command, ownKeys: OwnKeys): string | null => {
  const row = KEYMAP.find(one => one.command === command);
  const chord = row && chordsOf(row, ownKeys)[0];
  return chord === undefined ? null : chordLabel(chord);
};

/** What `command` does, in the key table's words. */
export const helpOf = (command: Command): string => KEYMAP.find(one => one.command === command)?.help ?? command;
