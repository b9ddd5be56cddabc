import {fieldsOf} from '../../api/field-list.js';
import type {AnyOperation} from '../../api/operation.js';
import {OPERATIONS} from '../../api/operations/all.js';
import {type Command, commands} from '../../settings/commands.js';
import {type FlagName, flagNames, flagRow, isSwitch, spellFlag, spellingsOf} from '../../settings/flags.js';

/** A flag as shells complete it. */
export type CompletedFlag = {
  readonly spelling: string;
  readonly commands: readonly Command[];
  readonly help: string;
  /** What its value can be: one of some words, a path, something else; null for a switch. */
  readonly value: {readonly words: readonly string[]} | 'path' | 'other' | null;
};

/** An operation as shells complete it: names with their `=`, and the words that some of them take. */
export type CompletedOperation = {
  readonly id: string;
  readonly title: string;
  readonly params: readonly string[];
  readonly query: readonly string[];
  readonly files: readonly string[];
  readonly words: Readonly<Record<string, readonly string[]>>;
};

/** Everything that a completion script is made from. */
export const completionData = () => ({
  commands: Object.entries(commands)
    .filter(([name]) => name !== 'console')
    .map(([name, help]) => ({name, help})),
  flags: flagNames.flatMap(completedFlags),
  operations: OPERATIONS.map(completedOperation),
});

/** One entry for each set of values that its commands take. */
function completedFlags(name: FlagName): readonly CompletedFlag[] {
  const {commands: places, help, choices, choicesOf = {}} = flagRow(name);
  if (isSwitch(name)) return spellingsOf(name).map(spelling => ({spelling, help, commands: places, value: null}));
  const flag = {spelling: spellFlag(name), help};
  if (choices) {
    const sets = new Map<string, readonly Command[]>();
    for (const place of places) {
      const words = (choicesOf[place] ?? choices).join(' ');
      sets.set(words, [...(sets.get(words) ?? []), place]);
    }
    return [...sets].map(([words, taken]) => ({...flag, commands: taken, value: {words: words.split(' ')}}));
  }
  const isPath = name === 'tokenFile' || name === 'output';
  return [{...flag, commands: places, value: isPath ? 'path' : 'other'}];
}

export type CompletionData = ReturnType<typeof completionData>;

function completedOperation(operation: AnyOperation): CompletedOperation {
  const names = (schema: AnyOperation['body']) => fieldsOf(schema).map(field => field.name);
  const worded = [...fieldsOf(operation.params), ...fieldsOf(operation.query)].flatMap(field => {
    const words = field.words ?? (field.kind === 'switch' ? ['true', 'false'] : []);
    return words.length > 0 ? [[field.name, words] as const] : [];
  });
  return {
    id: operation.id,
    title: operation.title,
    params: names(operation.params).map(name => `${name}=`),
    query: names(operation.query).map(name => `${name}=`),
    files: fieldsOf(operation.body)
      .filter(field => field.kind === 'file')
      .map(({name}) => `${name}=@`),
    words: Object.fromEntries(worded),
  };
}

/** The command and the flag before a value, as a pattern of bash and zsh. */
export const patternOf = ({spelling, commands: places}: CompletedFlag): string =>
  places.map(place => `${place}:${spelling}`).join('|');

/** Text within single quotes of bash, zsh and fish alike: none of ours holds one that must stay. */
export const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`;
