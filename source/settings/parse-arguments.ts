import meow from 'meow';
import {didYouMean} from './closest.js';
import {type Command, commands, commandWords} from './commands.js';
import {flagValue} from './flag-value.js';
import {type FlagName, type Flags, flagNames, flagRow, isSwitch, spellFlag} from './flags.js';
import {helpText} from './help-text.js';
import {type ScannedArguments, scanArguments} from './scan-arguments.js';
import {SettingsError} from './settings-error.js';

/** What the arguments ask for: to run a command, or to print a text (no newline at its end) and exit 0. */
export type ParsedArguments =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly flags: Flags;
      /** What stood behind the command's name, where it takes a word. */
      readonly word?: string;
    }
  | {readonly kind: 'help' | 'version'; readonly text: string};

const isCommand = (word: string): word is Command => word !== 'console' && Object.hasOwn(commands, word);

function commandOf(words: readonly string[]): Command {
  const [word, argument, second] = words.map(text => text.slice(0, 60).replaceAll(/[^ -~]/g, '?'));
  const names = Object.keys(commands).filter(isCommand);
  if (word === undefined) return 'console';
  if (!isCommand(word)) {
    const guess = didYouMean(word, names);
    throw new SettingsError(
      `There is no command "${word}": take ${names.join(', ')}, or none for the console.${guess}`,
    );
  }
  const takes = commandWords[word];
  const extra = takes === undefined ? argument : second;
  if (extra !== undefined) {
    throw new SettingsError(
      takes === undefined
        ? `${word} takes no argument "${extra}", only flags; leave it out.`
        : `${word} takes one argument, not "${extra}" too; leave it out.`,
    );
  }
  return word;
}

const nameCommand = (command: Command): string => (command === 'console' ? 'the console' : command);

function checkPlace(name: FlagName, command: Command, given: ReadonlySet<FlagName>): void {
  const row = flagRow(name);
  if (!row.commands.includes(command)) {
    const where = row.commands.map(nameCommand).join(', ');
    throw new SettingsError(`${spellFlag(name)} belongs to ${where}, not to ${nameCommand(command)}; leave it out.`);
  }
  if (row.isSimulated && command !== 'simulate' && !given.has('demo')) {
    throw new SettingsError(`${spellFlag(name)} shapes the simulated tenant: add --demo, or use simulate.`);
  }
  if (row.isOwnTenant && given.has('demo')) {
    throw new SettingsError(
      `${spellFlag(name)} cannot stand with --demo, which brings its own tenant; drop one of them.`,
    );
  }
}

type MeowFlags = Record<string, {type: 'boolean'; default?: boolean} | {type: 'string'; isMultiple?: boolean}>;

const meowFlags = (): MeowFlags =>
  Object.fromEntries(
    flagNames.map(name => {
      const {kind, isMultiple} = flagRow(name);
      if (!isSwitch(name)) return [name, {type: 'string', isMultiple}];
      return [name, kind === 'pair' ? {type: 'boolean'} : {type: 'boolean', default: kind === 'off-switch'}];
    }),
  );

function checkedFlags(values: Readonly<Record<string, unknown>>, command: Command): Flags {
  const checked = flagNames.map(name => {
    const value = values[name];
    if (typeof value === 'string') return [name, flagValue(name, value, command)];
    if (Array.isArray(value)) return [name, value.map(text => flagValue(name, String(text), command))];
    return [name, value];
  });
  return Object.fromEntries(checked) as Flags;
}

/**
 * Reads the arguments behind the program's name. `importMeta` is the entry file's, whose package gives the version.
 * Prints nothing and ends nothing; throws SettingsError.
 */
export function parseArguments(argv: readonly string[], importMeta: ImportMeta): ParsedArguments {
  const scanned: ScannedArguments = scanArguments(argv);
  const command = commandOf(scanned.words);
  if (scanned.given.has('help')) {
    return {kind: 'help', text: helpText(scanned.words.length === 0 ? undefined : command)};
  }
  const {flags, pkg} = meow({
    importMeta,
    argv: scanned.flags,
    flags: meowFlags(),
    description: false,
    autoHelp: false,
    autoVersion: false,
    // A pair that is not given leaves the choice to the profile.
    booleanDefault: undefined,
  });
  if (scanned.given.has('version')) return {kind: 'version', text: String(pkg.version)};
  for (const name of scanned.given) checkPlace(name, command, scanned.given);
  const word = scanned.words[1];
  const takes = commandWords[command];
  if (takes !== undefined && !takes.startsWith('[') && word === undefined) {
    throw new SettingsError(`${command} lacks its argument: write floorwalker ${command} ${takes}.`);
  }
  return {kind: 'run', command, flags: checkedFlags(flags, command), ...(word === undefined ? {} : {word})};
}
