/** A form that a secret may take, and where it stands for what. */
export type Form = {readonly name: string; readonly bytes: Buffer};

/** Every form in which a secret could be written down, of the secret alone and of what is sent as credentials. */
export function formsOf(secret: string, user: string): readonly Form[] {
  const reversed = [...secret].toReversed().join('');
  const hex = Buffer.from(secret).toString('hex');
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(secret);
  const base64 = [0, 1, 2].map(before => inner(secret, before));
  const texts: readonly (readonly [string, string])[] = [
    ['plain', secret],
    ['JSON', json(secret)],
    ['URL', url],
    ['URL, lower case', url.replaceAll(/%../g, found => found.toLowerCase())],
    ['reversed', reversed],
    ['reversed JSON', json(reversed)],
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ['credentials in Base64', Buffer.from(`${user}:${secret}`).toString('base64')],
    ...base64.map((text, place): [string, string] => [`Base64 at ${place}`, text]),
    ...base64.map((text, place): [string, string] => [
      `Base64 of URLs at ${place}`,
      text.replaceAll('+', '-').replaceAll('/', '_'),
    ]),
  ];
  const wide = {name: 'UTF-16', bytes: Buffer.from(secret, 'utf16le')};
  return [...texts.map(([name, text]) => ({name, bytes: Buffer.from(text)})), wide];
}

/** What of the Base64 of a text with `before` bytes in front depends on the text alone. */
const inner = (text: string, before: number): string =>
  Buffer.from('\0'.repeat(before) + text)
    .toString('base64')
    .slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(text)) * 8) / 6));

/** The forms that stand in some bytes, with what stands around the first. */
export function foundIn(bytes: Buffer, forms: readonly Form[]): readonly string[] {
  return forms.flatMap(form => {
    const at = bytes.indexOf(form.bytes);
    if (at === -1) return [];
    const around = bytes.subarray(Math.max(0, at - 60), at).toString('latin1');
    return [`${form.name} at ${at}, behind ${JSON.stringify(around)}`];
  });
}
