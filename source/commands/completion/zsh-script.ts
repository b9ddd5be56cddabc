import {type CompletionData, patternOf, quoted} from './completion-data.js';

/** Completion for zsh 5: a function that is autoloaded from a folder in \`fpath\`, or sourced. */
export function zshScript({commands, flags, operations}: CompletionData): string {
  const list = (items: readonly string[]) => items.map(quoted).join(' ');
  const describe = (name: string, help: string) => quoted(`${name}:${help.replaceAll(':', ' -')}`);
  const flagsOf = (command: string) =>
    flags
      .filter(flag => flag.commands.some(one => one === command))
      .map(flag => describe(flag.spelling, flag.help))
      .join(' ');
  const worded = flags.filter(flag => flag.value !== null && typeof flag.value === 'object');
  return `#compdef floorwalker
# floorwalker completion for zsh. To use it: source <(floorwalker completion zsh)
_floorwalker() {
  local cur=$words[CURRENT] prev=$words[CURRENT-1] command=console id= name word
  local -a offered
  integer at seen=0
  for ((at = 2; at < CURRENT; at++)); do
    word=$words[at]
    [[ $word == -* ]] && continue
    if ((seen)); then id=$word; break; fi
    case $word in
      (${commands.map(({name}) => name).join('|')}) command=$word; seen=1 ;;
    esac
  done
  case $prev in
    (--param|--query|--file)
      if [[ $prev == --file && $cur == *=@* ]]; then
        compset -P '*=@'
        _files
        return
      fi
      if [[ $prev != --file && $cur == *=* ]]; then
        name=\${cur%%=*}
        case $id.$name in
${operations
  .flatMap(({id, words}) =>
    Object.entries(words).map(([name, items]) => `          (${quoted(`${id}.${name}`)}) offered=(${list(items)}) ;;`),
  )
  .join('\n')}
        esac
        compset -P '*='
        compadd -- $offered
        return
      fi
      case $prev:$id in
${operations
  .flatMap(({id, params, query, files}) => [
    ...offer('--param', id, params),
    ...offer('--query', id, query),
    ...offer('--file', id, files),
  ])
  .join('\n')}
      esac
      compadd -S '' -- $offered
      return ;;
    (${[...new Set(worded.map(flag => flag.spelling))].join('|')})
      case $command:$prev in
${worded.map(flag => `        (${patternOf(flag)}) offered=(${list((flag.value as {words: readonly string[]}).words)}) ;;`).join('\n')}
      esac
      compadd -- $offered
      return ;;
    (${flags
      .filter(flag => flag.value === 'path')
      .map(flag => flag.spelling)
      .join('|')})
      _files
      return ;;
  esac
  if [[ $cur == -* ]]; then
    case $command in
${['console', ...commands.map(({name}) => name)].map(name => `      (${name}) offered=(${flagsOf(name)}) ;;`).join('\n')}
    esac
    _describe flag offered
  elif [[ $command == console ]]; then
    offered=(${commands.map(({name, help}) => describe(name, help)).join(' ')})
    _describe command offered
  elif [[ -z $id && ( $command == call || $command == operations ) ]]; then
    offered=(${operations.map(({id, title}) => describe(id, title)).join(' ')})
    _describe operation offered
  elif [[ $command == completion ]]; then
    compadd bash zsh fish
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _floorwalker "$@"; else compdef _floorwalker floorwalker; fi
`;

  function offer(flag: string, id: string, names: readonly string[]): readonly string[] {
    return names.length > 0 ? [`        (${flag}:${id}) offered=(${list(names)}) ;;`] : [];
  }
}
