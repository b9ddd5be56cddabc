/** More than text, wherever it is pasted: controls, format characters, separators of lines, half characters. */
const moreThanText = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What of a text may lie on a clipboard, which is pasted into shells: text, and the ends of its lines. */
export const clipboardText = (text: string): string => text.replaceAll(moreThanText, '');

/** The sequence (OSC 52) that puts a text on the clipboard of whoever sits at the terminal; it draws nothing. */
export const copySequence = (text: string): string =>
  `\x1b]52;c;${Buffer.from(clipboardText(text)).toString('base64')}\x07`;
