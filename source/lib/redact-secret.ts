/** Takes a secret out of what a tenant sends: whatever that says of it, nothing here shows or keeps it. */
export type Redactor = {
  /** The same bytes, as many of them, with `*` for the secret in every form; itself where it is not in there. */
  readonly bytes: (bytes: Buffer) => Buffer;
  readonly text: (text: string) => string;
  /** The same for bytes that come piece by piece: what might be the beginning of the secret is held back until `end`. */
  readonly pieces: () => {readonly take: (piece: Buffer) => Buffer; readonly end: () => Buffer};
};

/** What is shorter would be found in ordinary words, and no tenant gives such tokens. */
const SHORTEST = 8;
const STAR = '*'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);

/** Takes out `secret` as it is, as JSON and URLs write it, in hexadecimal, and in Base64 wherever it begins there. */
export function createRedactor(secret: string): Redactor {
  const needles = formsOf(secret).map(form => Buffer.from(form, 'utf8'));
  const escaped = escapedForm(secret);
  // In JSON each character of it may take six.
  const longest = needles.reduce((most, {length}) => Math.max(most, length), Math.max(1, 6 * secret.length));
  const bytes = (given: Buffer): Buffer => {
    let clean = given;
    for (const needle of needles) {
      for (let at = clean.indexOf(needle); at !== -1; at = clean.indexOf(needle, at + needle.length)) {
        // What was handed over stays as it is.
        if (clean === given) clean = Buffer.from(given);
        clean.fill(STAR, at, at + needle.length);
      }
    }
    return escaped && given.includes(BACKSLASH) ? withoutEscaped(clean, escaped) : clean;
  };
  return {
    bytes,
    text: text => bytes(Buffer.from(text, 'utf8')).toString('utf8'),
    pieces: () => {
      let held: Buffer = Buffer.alloc(0);
      return {
        take: piece => {
          const clean = bytes(held.length === 0 ? piece : Buffer.concat([held, piece]));
          const whole = Math.max(0, clean.length - (longest - 1));
          held = Buffer.from(clean.subarray(whole));
          return clean.subarray(0, whole);
        },
        end: () => {
          const rest = held;
          held = Buffer.alloc(0);
          return rest;
        },
      };
    },
  };
}

/** Finds an ASCII secret of which any character may be written as JSON permits: `\/`, `\u002f`; null for others. */
function escapedForm(secret: string): RegExp | null {
  if (secret.length < SHORTEST || !/^[ -~]+$/.test(secret)) return null;
  const each = [...secret].map(character => {
    const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
    const digits = [...hex].map(digit => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
    return `(?:\\\\u00${digits}|\\\\?\\x${hex})`;
  });
  return new RegExp(each.join(''), 'g');
}

const withoutEscaped = (bytes: Buffer, form: RegExp): Buffer => {
  const text = bytes.toString('latin1');
  const clean = text.replaceAll(form, found => '*'.repeat(found.length));
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
};

function formsOf(secret: string): readonly string[] {
  if (secret.length < SHORTEST) return [];
  const url = encodeURIComponent(secret);
  const everyByte = [...Buffer.from(secret)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].map(before => innerBase64(secret, before));
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replaceAll(/%../g, found => found.toLowerCase()),
    everyByte,
    everyByte.toUpperCase(),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map(form => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length);
}

/** The part of Base64 that depends on the secret alone, with `before` bytes of anything in front of it. */
function innerBase64(secret: string, before: number): string {
  const bits = (before + Buffer.byteLength(secret)) * 8;
  return Buffer.from('\0'.repeat(before) + secret)
    .toString('base64')
    .slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}
