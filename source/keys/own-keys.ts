import {didYouMean} from '../settings/closest.js';
import {SettingsError} from '../settings/settings-error.js';
import {KEYMAP, type KeyRow, type Scope} from './keymap.js';

/** Chords that replace a command's own, by command. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** Keys of dialogs stay as they are: what a confirmation takes is the same at every desk. */
const BINDABLE: ReadonlySet<Scope> = new Set(['global', 'list', 'queues', 'agents', 'watch', 'activity']);
const CHORD = /^(?:(?:ctrl\+|alt\+|shift\+)*(?:[a-z]+|f\d{1,2})|(?:ctrl\+|alt\+)?\S)$/u;

/** The rows of the table that a profile may bind anew. */
const bindable: readonly KeyRow[] = KEYMAP.filter(row => BINDABLE.has(row.scope));

/**
 * Checks a profile's `keys`: known commands, chords as the key table writes them (`x`, `G`, `ctrl+x`, `f6`, `space`), and
 * no chord that would mean two things at once. Throws SettingsError naming the command or chord; `place` tells where a key of
 * the profile stands.
 */
export function checkOwnKeys(keys: OwnKeys, place: (...path: readonly string[]) => string): OwnKeys {
  const commands = [...new Set(bindable.map(row => row.command))];
  for (const [command, chords] of Object.entries(keys)) {
    if (!commands.includes(command)) {
      throw new SettingsError(
        `${place('keys', command)} is no command that has keys of its own.${didYouMean(command, commands)}`,
      );
    }
    const wrong = chords.find(chord => !CHORD.test(chord) || chord === 'ctrl+c');
    if (wrong !== undefined) {
      throw new SettingsError(
        `${place('keys', command)} cannot be "${wrong}": a chord is one character, ctrl+x, a function key or a name such as space.`,
      );
    }
  }
  for (const row of bindable) {
    for (const chord of chordsOf(row, keys)) {
      const other = bindable.find(
        one => one.command !== row.command && mayMeet(one.scope, row.scope) && chordsOf(one, keys).includes(chord),
      );
      if (other && (keys[row.command] || keys[other.command])) {
        const own = keys[row.command] ? row.command : other.command;
        throw new SettingsError(
          `${place('keys', own)}: "${chord}" would mean both ${row.command} and ${other.command}.`,
        );
      }
    }
  }
  return keys;
}

/** The chords of a row, the profile's where it has some. */
export const chordsOf = (row: Pick<KeyRow, 'command' | 'chords'>, keys: OwnKeys): readonly string[] =>
  keys[row.command] ?? row.chords;

/** Whether two scopes can listen at the same time: two panels never do. */
const mayMeet = (a: Scope, b: Scope): boolean => a === b || isShared(a) || isShared(b);
const isShared = (scope: Scope): boolean => scope === 'global' || scope === 'list';
