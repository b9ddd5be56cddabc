/** What may stand in an output beside text. */
export type Allowed = {
  /** Sequences that the program itself writes there. */
  readonly sequences: RegExp | null;
  /** The carriage return that begins a line anew. */
  readonly return?: boolean;
  /** How often something was copied: that alone may reach the clipboard. */
  readonly copies?: number;
  /** Data keep what has no meaning yet: code points that are not assigned. */
  readonly isData?: boolean;
};

/**
 * What the console writes: cursor moves and erasures, styles in the terminal's own 16 colours, and the modes of the alternate
 * screen, the cursor, pasting and synchronized output.
 */
export const CONSOLE_SEQUENCES =
  /^\x1b(?:\[\?(?:25|1049|2004|2026)[hl]|\[(?:\d{1,3}(?:;\d{1,3})?)?[ABCDEFGHJK]|\[(?:0|1|2|7|22|27|3[0-7]|39|9[0-7])m|[78])/;
/** What a command writes to a terminal where it shows progress. */
export const PROGRESS_SEQUENCES = /^\x1b\[K/;

const CLIPBOARD = /^\x1b\]52;c;([A-Za-z0-9+/]*={0,2})\x07/;
/** Everything that is more than text, invisible or unassigned. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** The one zero-width character that the program writes, behind a mark: it keeps consonants from joining. */
const NON_JOINER = /(?<=\p{M})\u200c/gu;

/** A text on its way to the clipboard is the longest. */
const LONGEST_SEQUENCE = 500_000;

const shown = (text: string): string =>
  JSON.stringify(text.slice(0, 60)).replaceAll(/[^ -~]/g, one => `\\u{${one.codePointAt(0)?.toString(16)}}`);

/** What is wrong with a text that reached a terminal or a log. */
export function byteProblems(
  output: string,
  {sequences, return: hasReturn = false, copies = 0, isData = false}: Allowed,
): readonly string[] {
  const problems: string[] = [];
  let copied = 0;
  let text = '';
  for (let at = 0; at < output.length; ) {
    const begin = output.indexOf('\x1b', at);
    if (begin === -1 || !sequences) {
      text += output.slice(at);
      break;
    }
    text += output.slice(at, begin);
    const rest = output.slice(begin, begin + LONGEST_SEQUENCE);
    const clipboard = CLIPBOARD.exec(rest);
    const own = clipboard ?? sequences.exec(rest);
    if (clipboard) {
      copied += 1;
      problems.push(...copiedProblems(clipboard[1] ?? ''));
    }
    if (!own) problems.push(`a sequence that is not the program's: ${shown(rest)}`);
    at = begin + (own?.[0].length ?? 1);
  }
  if (copied > copies) problems.push(`${copied} texts went to the clipboard, ${copies} were asked for`);
  for (const found of text.replaceAll(NON_JOINER, '').matchAll(FORBIDDEN)) {
    if (isData && /\p{Cn}/u.test(found[0]) && !/\p{Default_Ignorable_Code_Point}/u.test(found[0])) continue;
    if (found[0] === '\n' || (hasReturn && found[0] === '\r')) continue;
    problems.push(`${shown(found[0])} in ${shown(text.slice(Math.max(0, found.index - 20), found.index + 20))}`);
  }
  return problems;
}

const copiedProblems = (base64: string): readonly string[] => {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const found = /(?!\n)[\p{Cc}\p{Cf}]/u.exec(text);
  return found ? [`more than text went to the clipboard: ${shown(text)}`] : [];
};

/** Lines of JSON: each must parse alone. */
export function jsonProblems(output: string): readonly string[] {
  if (output === '') return [];
  const lines = output.split('\n');
  const problems = lines.pop() === '' ? [] : ['the last line has no end'];
  for (const line of lines) {
    try {
      JSON.parse(line);
    } catch {
      problems.push(`no JSON: ${shown(line)}`);
    }
  }
  return problems;
}
