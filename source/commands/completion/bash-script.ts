import {type CompletionData, patternOf} from './completion-data.js';

/**
 * Completion for bash 3.2 and later. Words are cut at blanks only: bash itself cuts them at `=`, of which our values are
 * full, so what is offered behind one is the value alone.
 */
export function bashScript({commands, flags, operations}: CompletionData): string {
  const flagsOf = (command: string) =>
    flags
      .filter(flag => flag.commands.some(one => one === command))
      .map(flag => flag.spelling)
      .join(' ');
  const worded = flags.filter(flag => flag.value !== null && typeof flag.value === 'object');
  return `# floorwalker completion for bash. To use it: source <(floorwalker completion bash)
_floorwalker() {
  local line=\${COMP_LINE:0:COMP_POINT} cur= prev= command=console id= words
  read -r -a words <<<"$line"
  if [[ $line != *[[:blank:]] ]]; then
    cur=\${words[\${#words[@]}-1]}
    unset 'words[\${#words[@]}-1]'
  fi
  local count=\${#words[@]} word
  ((count > 0)) && prev=\${words[count-1]}
  for word in "\${words[@]:1}"; do
    [[ $word == -* ]] && continue
    case $word in
      ${commands.map(({name}) => name).join('|')}) command=$word; break ;;
    esac
  done
  if [[ $command == call || $command == operations ]]; then
    local seen=
    for word in "\${words[@]:1}"; do
      [[ $seen && $word != -* ]] && { id=$word; break; }
      [[ $word == "$command" ]] && seen=1
    done
  fi
  local offered= name=
  COMPREPLY=()
  case $prev in
    --param|--query|--file)
      compopt -o nospace 2>/dev/null
      if [[ $prev != --file && $cur == *=* ]]; then
        name=\${cur%%=*}
        case $id.$name in
${operations
  .flatMap(({id, words}) =>
    Object.entries(words).map(
      ([name, list]) => `          ${quotedPattern(`${id}.${name}`)}) offered=${single(list.join(' '))} ;;`,
    ),
  )
  .join('\n')}
        esac
        COMPREPLY=($(compgen -W "$offered" -- "\${cur#*=}"))
        return
      fi
      if [[ $prev == --file && $cur == *=@* ]]; then
        COMPREPLY=($(compgen -f -- "\${cur#*=@}"))
        COMPREPLY=("\${COMPREPLY[@]/#/@}")
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
      COMPREPLY=($(compgen -W "$offered" -- "$cur"))
      return ;;
    ${[...new Set(worded.map(flag => flag.spelling))].join('|')})
      case $command:$prev in
${worded.map(flag => `        ${patternOf(flag)}) offered=${single((flag.value as {words: readonly string[]}).words.join(' '))} ;;`).join('\n')}
      esac
      COMPREPLY=($(compgen -W "$offered" -- "$cur"))
      return ;;
    ${flags
      .filter(flag => flag.value === 'path')
      .map(flag => flag.spelling)
      .join('|')})
      COMPREPLY=($(compgen -f -- "$cur"))
      return ;;
  esac
  if [[ $cur == -* ]]; then
    case $command in
${['console', ...commands.map(({name}) => name)].map(name => `      ${name}) offered=${single(flagsOf(name))} ;;`).join('\n')}
    esac
  elif [[ $command == console ]]; then
    offered=${single(commands.map(({name}) => name).join(' '))}
  elif [[ -z $id && ( $command == call || $command == operations ) ]]; then
    offered=${single(operations.map(({id}) => id).join(' '))}
  elif [[ $command == completion ]]; then
    offered='bash zsh fish'
  fi
  COMPREPLY=($(compgen -W "$offered" -- "$cur"))
}
complete -F _floorwalker floorwalker
`;
}

const single = (text: string): string => `'${text}'`;
const quotedPattern = (text: string): string => `'${text}'`;

const offer = (flag: string, id: string, names: readonly string[]): readonly string[] =>
  names.length > 0 ? [`        ${flag}:${id}) offered=${single(names.join(' '))} ;;`] : [];
