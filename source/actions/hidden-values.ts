import {mapStrings} from '../lib/map-strings.js';
import {safeText} from '../terminal/safe-text.js';

/** What replaces personal data in values as JSON has them, and in running text. */
export type Mask = {readonly value: (value: unknown) => unknown; readonly text: (text: string) => string};

/** What stands in place of a text of an end user. */
const NOT_KEPT = '(not kept)';
/** What stands in place of a number or an address, as pseudonyms are written. */
const PSEUDONYM = /^(?:tel|mail)-\w+$/;
/** No number and no address is longer. */
const LONGEST_ADDRESS = 320;
/** What is shorter would be found in ordinary words. */
const SHORTEST = 4;
/** So long a piece of a text that stands somewhere else comes from there. */
const PIECE = 16;
/** Digits with what groups them: a number may be said back in another form. */
const GROUPED = /\+?\(?\d[\d ()./-]{4,22}\d/g;
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** What was hidden of one line of the log, to be found again where the line says it once more. */
export class HiddenValues {
  readonly #mask: Mask;
  /** Pseudonyms by the digits of their numbers. */
  readonly #numbers = new Map<string, string>();
  /** Addresses and texts with what stands in their place. */
  readonly #texts = new Map<string, string>();

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  /** What stands in place of a personal value: a pseudonym for a number or an address, else that it is not kept. */
  instead(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(one => this.instead(one));
    if (value === null || value === '' || typeof value === 'boolean') return value;
    if (typeof value !== 'string') {
      mapStrings(value, text => String(this.instead(text)));
      return NOT_KEPT;
    }
    const told = this.#pseudonymOf(value) ?? NOT_KEPT;
    if (told.startsWith('tel-')) this.#numbers.set(digitsOf(value), told);
    else if (value.length >= SHORTEST && value !== told)
      this.#texts.set(safeText(value, Number.POSITIVE_INFINITY), told);
    return told;
  }

  #pseudonymOf(value: string): string | null {
    if (value.length > LONGEST_ADDRESS) return null;
    const {phone} = this.#mask.value({phone: value}) as {readonly phone: string};
    return PSEUDONYM.test(phone) ? phone : null;
  }

  /**
   * Text in which what was hidden before is hidden as well; none of it where it has a piece of a longer one, which may have been
   * cut or made safe since.
   */
  within(text: string): string {
    if (text.length < SHORTEST) return text;
    let rest = text.replaceAll(GROUPED, found => this.#numbers.get(digitsOf(found)) ?? found);
    for (const [value, told] of this.#texts) rest = rest.replaceAll(value, told);
    return [...this.#texts.keys()].some(value => sharesPiece(rest, value)) ? NOT_KEPT : rest;
  }
}

function sharesPiece(text: string, other: string): boolean {
  if (other.length < PIECE) return false;
  for (let start = 0; start + PIECE <= text.length; start += 1) {
    if (other.includes(text.slice(start, start + PIECE))) return true;
  }
  return false;
}
