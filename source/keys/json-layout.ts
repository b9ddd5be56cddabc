/** JSON over several lines, for an editor; other text as it is. */
export const laidOut = (text: string): string => reformatted(text, 2) ?? text;

/** JSON on one line, for a field; lines of other text are joined by spaces. Unseen characters are left out, as in typing. */
export const onOneLine = (text: string): string =>
  (reformatted(text, 0) ?? text.trim().replaceAll(/\s*\n\s*/g, ' ')).replaceAll(/\p{C}/gu, '');

function reformatted(text: string, indent: number): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, indent);
  } catch {
    return null;
  }
}
