import {didYouMean} from './closest.js';
import {type FlagName, flagNames, flagRow, isSwitch, spellFlag, spellingsOf} from './flags.js';
import {SettingsError} from './settings-error.js';

/** Arguments in one unmistakable form: each flag `--name` or `--name=value`, words apart, in order. */
export type ScannedArguments = {
  readonly flags: readonly string[];
  readonly given: ReadonlySet<FlagName>;
  readonly words: readonly string[];
};

const spelled: ReadonlyMap<string, FlagName> = new Map(
  flagNames.flatMap(name => {
    const {short} = flagRow(name);
    const spellings = [...spellingsOf(name), ...(short === undefined ? [] : [`-${short}`])];
    return spellings.map(spelling => [spelling, name] as const);
  }),
);

const tokenSentence =
  '--token does not exist, because the process list would show the token: write it to a file of mode 0600 for ' +
  '--token-file, set FLOORWALKER_TOKEN, or name a tokenCommand in the settings file.';

function unknownFlag(spelling: string): SettingsError {
  // The value that may stand behind is not repeated: it could be a secret.
  const shown = spelling.slice(0, 40).replaceAll(/[^ -~]/g, '?');
  const guess = didYouMean(spelling, [...spelled.keys()]);
  return new SettingsError(`There is no flag ${shown}; floorwalker --help lists them.${guess}`);
}

/**
 * Finds the flags among the arguments. Throws SettingsError for one that does not exist, is given twice, lacks its
 * value or has one that it does not take. Everything behind `--` is a word.
 */
export function scanArguments(argv: readonly string[]): ScannedArguments {
  const flags: string[] = [];
  const words: string[] = [];
  const given = new Set<FlagName>();
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      words.push(...argv.slice(index + 1));
      break;
    }
    if (!argument.startsWith('-')) {
      words.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    const spelling = equals === -1 ? argument : argument.slice(0, equals);
    if (spelling === '--token') throw new SettingsError(tokenSentence);
    const name = spelled.get(spelling);
    if (name === undefined) throw unknownFlag(spelling);
    const row = flagRow(name);
    const long = spellFlag(name);
    if (given.has(name) && row.isMultiple !== true) throw new SettingsError(`${long} is given twice; give it once.`);
    given.add(name);
    if (isSwitch(name)) {
      if (equals !== -1) throw new SettingsError(`${long} takes no value: write ${long} alone, or leave it out.`);
      flags.push(row.kind === 'pair' ? spelling : long);
      continue;
    }
    const next = argv[index + 1];
    // A single dash is standard input.
    const isNext = equals === -1 && next !== undefined && (next === '-' || !/^-(?!\d)/.test(next));
    const value = equals === -1 ? (isNext ? next : '') : argument.slice(equals + 1);
    if (value === '') throw new SettingsError(`${long} lacks its value: write ${long} ${row.value} (${row.help}).`);
    if (isNext) index += 1;
    flags.push(`${long}=${value}`);
  }
  return {flags, given, words};
}
