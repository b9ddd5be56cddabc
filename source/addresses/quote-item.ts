const longest = 60;

/** An operator's text, safe inside a one-line sentence: quoted, cut, anything but printable ASCII made visible. */
export function quoteItem(item: string): string {
  const visible = [...item.slice(0, longest)]
    .map(character => (/[ -~]/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`))
    .join('');
  return `"${visible}${item.length > longest ? '…' : ''}"`;
}
