import {type CompletionData, quoted} from './completion-data.js';

/** Completion for fish 3. */
export function fishScript({commands, flags, operations}: CompletionData): string {
  const names = commands.map(({name}) => name).join(' ');
  const rule = (condition: string, rest: string) => `complete -c floorwalker -n ${quoted(condition)} ${rest}`;
  const seen = (name: string) =>
    name === 'console' ? `not __fish_seen_subcommand_from ${names}` : `__fish_seen_subcommand_from ${name}`;
  const lines = [
    '# floorwalker completion for fish. To use it: floorwalker completion fish | source',
    'function __floorwalker_id',
    '  set -l words (commandline -opc)',
    '  set -l found 0',
    '  for word in $words[2..-1]',
    "    string match -q -- '-*' $word; and continue",
    '    if test $found = 1',
    '      test "$word" = "$argv[1]"; and return 0; or return 1',
    '    end',
    '    contains -- $word call operations; and set found 1',
    '  end',
    '  return 1',
    'end',
    'function __floorwalker_no_id',
    '  set -l words (commandline -opc)',
    '  contains -- $words[-1] call operations',
    'end',
    'complete -c floorwalker -f',
    ...commands.map(({name, help}) => rule(seen('console'), `-a ${name} -d ${quoted(help)}`)),
    ...operations.map(({id, title}) => rule('__floorwalker_no_id', `-a ${id} -d ${quoted(title)}`)),
    rule('__fish_seen_subcommand_from completion', "-a 'bash zsh fish'"),
    ...flags.flatMap(flag => {
      if (['--param', '--query', '--file'].includes(flag.spelling)) return [];
      const value =
        flag.value === null
          ? ''
          : flag.value === 'path'
            ? ' -rF'
            : flag.value === 'other'
              ? ' -x'
              : ` -xa ${quoted(flag.value.words.join(' '))}`;
      const condition = flag.commands.map(seen).join('; or ');
      return [rule(condition, `-l ${flag.spelling.slice(2)}${value} -d ${quoted(flag.help)}`)];
    }),
    ...operations.flatMap(({id, params, query, files, words}) => {
      const values = (list: readonly string[]) =>
        list.flatMap(name => [name, ...(words[name.slice(0, -1)] ?? []).map(word => `${name}${word}`)]).join(' ');
      const condition = `__floorwalker_id ${id}`;
      return [
        ...(params.length > 0 ? [rule(condition, `-l param -xa ${quoted(values(params))}`)] : []),
        ...(query.length > 0 ? [rule(condition, `-l query -xa ${quoted(values(query))}`)] : []),
        ...(files.length > 0 ? [rule(condition, `-l file -xa ${quoted(files.join(' '))}`)] : []),
      ];
    }),
  ];
  return `${lines.join('\n')}\n`;
}
