import {createHmac} from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const SYLLABLES = 3;
/** Digits and letters that are not taken for one another. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz';
const NUMBER_LENGTH = 6;

/**
 * Other names for personal data: the same for the same value and key, so that rows can still be told apart and found
 * again, and no way back without the key. None of them is an e-mail address or a number that could be dialled.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;

  /** `key`: secret bytes; whoever has it can try values and compare. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** `Rebano` for any name; upper and lower case make no difference. */
  name(value: string): string {
    const bytes = this.#digest('name', value.trim().toLowerCase());
    const letters = Array.from({length: SYLLABLES}, (_, index) => {
      const [one = 0, other = 0] = [bytes[2 * index], bytes[2 * index + 1]];
      return `${CONSONANTS[one % CONSONANTS.length]}${VOWELS[other % VOWELS.length]}`;
    }).join('');
    return `${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
  }

  /** `mail-7kq2vd`. */
  email(value: string): string {
    return `mail-${this.#signs('email', value.trim().toLowerCase())}`;
  }

  /** `tel-7kq2vd`; however the digits are grouped. */
  phone(value: string): string {
    return `tel-${this.#signs('phone', value.replaceAll(/\D/g, ''))}`;
  }

  #signs(kind: string, value: string): string {
    return [...this.#digest(kind, value).subarray(0, NUMBER_LENGTH)].map(byte => SIGNS[byte % SIGNS.length]).join('');
  }

  #digest(kind: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}:${value}`).digest();
  }
}
