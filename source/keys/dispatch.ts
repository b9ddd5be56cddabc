import {type BoundKey, type Command, KEYMAP, type KeyRow} from './keymap.js';
import {isOn, type Listening} from './scopes.js';

/** The command that `chord` means in the innermost scope that knows it; null when none does. */
export function dispatch(listening: Listening, chord: string): Command | null {
  return rowsOf(listening).find(row => (row.chords as readonly string[]).includes(chord))?.command ?? null;
}

/** The keys that work now, inner scopes first; a chord taken by an inner scope is not told twice. */
export function keysOf(listening: Listening): readonly BoundKey[] {
  const taken = new Set<string>();
  return rowsOf(listening).filter(row => {
    if (taken.has(row.chords[0])) return false;
    for (const chord of row.chords) taken.add(chord);
    return true;
  });
}

const rowsOf = (listening: Listening): readonly BoundKey[] =>
  listening.scopes.flatMap(scope => KEYMAP.filter(row => row.scope === scope && isOn(row, listening)));

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
export const keyOf = (command: Command): string | null => {
  const row = KEYMAP.find(one => one.command === command);
  return row ? chordLabel(row.chords[0]) : null;
};

/** What `command` does, in the key table's words. */
export const helpOf = (command: Command): string => KEYMAP.find(one => one.command === command)?.help ?? command;
