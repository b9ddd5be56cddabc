import {type BoundKey, type Command, KEYMAP, type KeyRow, type Scope} from './keymap.js';

/** The command that `chord` means in the innermost of `scopes` (the first) that knows it; null when none does. */
export function dispatch(scopes: readonly Scope[], chord: string): Command | null {
  for (const scope of scopes) {
    const row = KEYMAP.find(one => one.scope === scope && (one.chords as readonly string[]).includes(chord));
    if (row) return row.command;
  }
  return null;
}

/** The keys that work in `scopes`, inner scopes first; a chord taken by an inner scope is not told twice. */
export function keysOf(scopes: readonly Scope[]): readonly BoundKey[] {
  const taken = new Set<string>();
  const rows: BoundKey[] = [];
  for (const scope of scopes) {
    for (const row of KEYMAP.filter(one => one.scope === scope)) {
      if (taken.has(row.chords[0])) continue;
      for (const chord of row.chords) taken.add(chord);
      rows.push(row);
    }
  }
  return rows;
}

const SHOWN: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  home: 'Home',
  end: 'End',
};

/** A chord as people write it: `Ctrl-C`, `Esc`, `F6`. */
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
