import {keyTable} from '../source/keys/dispatch.js';
import {KEYMAP, type Scope} from '../source/keys/keymap.js';
import {type Command, commands} from '../source/settings/commands.js';
import {flagGroups} from '../source/settings/flag-row.js';
import {flagNames, flagRow} from '../source/settings/flags.js';
import {flagUsage} from '../source/settings/help-text.js';
import {cell, code, table} from './markdown-table.js';
import {operationIndex, operationReference} from './operation-reference.js';

/** Documents that have generated parts. */
export const BLOCK_FILES = ['README.md', 'docs/operations.md'] as const;

const SCOPE_TITLES: Readonly<Record<Scope, string>> = {
  global: 'Everywhere',
  list: 'In a list',
  queues: 'Queues',
  agents: 'Agents',
  watch: 'Watch',
  activity: 'Activity',
  filter: 'While filtering',
  scroll: 'In help, details and messages',
  choice: 'In a choice',
  search: 'In a choice that is narrowed by typing',
  form: 'In a form',
  palette: 'In the palette',
  waiting: 'While an answer is waited for',
  work: 'In a work view, beside the keys at its foot',
  answer: 'In an answer',
  confirm: 'In a confirmation',
  countdown: 'In a countdown',
};

function keys(): string {
  const scopes = [...new Set(KEYMAP.map(row => row.scope))];
  const parts = scopes.map(scope => {
    const rows = keyTable(KEYMAP.filter(row => row.scope === scope));
    const cells = rows.map(row => [row.keys.split(' ').map(code).join(' '), cell(row.does)]);
    return `**${SCOPE_TITLES[scope]}**\n\n${table(['Key', 'What it does'], cells)}`;
  });
  return parts.join('\n\n');
}

const commandWord = (command: Command): string => (command === 'console' ? 'console' : command);

function flags(): string {
  const groups = flagGroups.map(group => {
    const rows = flagNames
      .filter(name => flagRow(name).group === group)
      .map(name => [
        code(flagUsage(name)),
        cell(flagRow(name).help),
        flagRow(name).commands.map(commandWord).join(', '),
      ]);
    return rows.length === 0 ? [] : [`**${group}**\n\n${table(['Flag', 'Meaning', 'For'], rows)}`];
  });
  return groups.flat().join('\n\n');
}

const commandList = (): string =>
  table(
    ['Command', 'What it does'],
    (Object.keys(commands) as Command[]).map(name => [
      code(name === 'console' ? 'floorwalker' : `floorwalker ${name}`),
      cell(commands[name]),
    ]),
  );

const BLOCKS: Readonly<Record<string, () => string>> = {
  keys,
  flags,
  commands: commandList,
  operations: operationIndex,
  reference: operationReference,
};

/** `text` with every block between `<!-- NAME: generated -->` and `<!-- /NAME -->` made anew. Throws for an unknown name. */
export function fillBlocks(text: string): string {
  return text.replaceAll(
    /(<!-- ([a-z]+): generated[^>]*-->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (_all: string, start: string, name: string, end: string) => {
      const make = BLOCKS[name];
      if (!make) throw new Error(`There is no block ${name}.`);
      return `${start}\n${make()}\n\n${end}`;
    },
  );
}
