/**
 * Everything that a terminal, an editor or a line reader could take for more than text: C1 controls and DEL, format and
 * bidi characters, line separators. (JSON itself escapes C0 controls and lone surrogates.)
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  Array.from(
    {length: character.length},
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** A value as one line of JSON, newline included. Keys whose value is undefined are left out. */
export const jsonLine = (value: object): string => `${JSON.stringify(value).replaceAll(unsafe, escaped)}\n`;

/** Text of several lines as a terminal may have it: whatever is more than text becomes visible, line ends stay. */
export const printable = (text: string): string =>
  text.replaceAll(unsafe, character => (character === '\n' ? character : escaped(character)));
