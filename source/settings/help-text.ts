import {type Command, commands, commandWords} from './commands.js';
import {flagGroups} from './flag-row.js';
import {type FlagName, flagNames, flagRow, spellFlag} from './flags.js';

const width = 80;
const column = 26;

/** A flag with what it takes, as the help lists it: `--rate N`. */
export function flagUsage(name: FlagName): string {
  const {value, short} = flagRow(name);
  return `${short === undefined ? '' : `-${short}, `}${spellFlag(name)}${value === undefined ? '' : ` ${value}`}`;
}

function entry(left: string, text: string): string {
  const lines: string[] = [];
  let line = `  ${left.padEnd(column - 3)}`;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(column - 1);
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

const usage = (command: Command): string =>
  command === 'console' ? 'floorwalker [flags]' : `floorwalker ${command} ${wordOf(command)}[flags]`;

const wordOf = (command: Command): string => (commandWords[command] === undefined ? '' : `${commandWords[command]} `);

const commandList = (): string =>
  (Object.keys(commands) as Command[])
    .map(name => entry(usage(name).replace(' [flags]', ''), commands[name]))
    .join('\n');

function flagList(command: Command | undefined): string {
  const groups = flagGroups.map(group => {
    const names = flagNames.filter(name => {
      const row = flagRow(name);
      return row.group === group && (command === undefined || row.commands.includes(command));
    });
    return names.length === 0
      ? []
      : [`${group}\n${names.map(name => entry(flagUsage(name), flagRow(name).help)).join('\n')}`];
  });
  return groups.flat().join('\n\n');
}

const closing = `A token is never a flag's value: use --token-file, FLOORWALKER_TOKEN, or
tokenFile or tokenCommand in ~/.config/floorwalker/config.yaml.
Environment: FLOORWALKER_BASE_URL, _SUBDOMAIN, _DOMAIN, _TOKEN, _PROFILE,
_CONFIG (the settings file). Flags beat environment beats profile.`;

/** The help, 80 columns, without a newline at its end: everything, or one command's flags. */
export function helpText(command: Command | undefined): string {
  if (command === undefined) {
    return ['A live operations console for contact centres.', commandList(), flagList(undefined), closing].join('\n\n');
  }
  return [`${usage(command)}\n  ${commands[command]}`, flagList(command)].join('\n\n');
}
