/**
 * Everything that a terminal, an editor or a line reader could take for more than text, or would not show: C1 controls and
 * DEL, format and bidi characters, line separators, fillers and variants, half characters. (JSON itself escapes C0 controls.)
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string): string =>
  Array.from(
    {length: character.length},
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/**
 * A value as one line of JSON, newline included; read back, it is the same value. Keys whose value is undefined are left out.
 */
export const jsonLine = (value: object): string => `${JSON.stringify(value).replaceAll(unsafe, escaped)}\n`;

/** Text of several lines as a terminal may have it: whatever is more than text becomes visible, line ends stay. */
export const printable = (text: string): string =>
  text.replaceAll(unsafe, character => (character === '\n' ? character : escaped(character)));
