import {createHash} from 'node:crypto';

const longest = 120;

/**
 * A file name for any text, without extension: letters, digits, `-`, `_` and inner dots stay, every other byte becomes
 * `%XX`; what would be too long is cut and told apart by a hash. Different texts get different names.
 */
export function safeFileName(text: string): string {
  if (text === '') return '%';
  const safe = [...Buffer.from(text, 'utf8')]
    .map((byte, index) => {
      const character = String.fromCharCode(byte);
      const isPlain = /[A-Za-z0-9_-]/.test(character) || (character === '.' && index > 0);
      return isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
  if (safe.length <= longest) return safe;
  return `${safe.slice(0, longest)}%${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
