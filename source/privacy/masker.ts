import type {Pseudonyms} from './pseudonyms.js';

/** Keys whose value is a person's name, wherever they stand. */
const NAME_KEY =
  /(^|_)(first|middle|last|full|display|given|family|nick|agent|user|end_?user|customer|caller|contact|lead)_?name$/i;
/** In a record that also has one of these, `name` is a person's too. */
const PERSON_KEY = /^(first_name|e?_?mail|phone|phone_number|agent_number|identifier|end_user_id)$/i;
/** In a record that has all of one of these: a contact of a campaign, the status of an agent. */
const PERSON_KEYS = [
  ['campaign_id', 'outbound_number'],
  ['campaign_id', 'unique_id'],
  ['agent_id', 'current_status'],
];
/** What stands there is a person, or are persons. */
const PERSON_PLACE = /^(agents?|users?|end_?users?|customers?|callers?|contacts?)$/i;
const PHONE_KEY = /(phone|mobile|fax|^ani$|caller_?id|(from|to|outbound|end_user|agent|customer|caller)_?number)/i;
/** What can be dialled: digits with what groups them. */
const PHONE = /^\+?\(?\d[\d ()./-]{2,22}\d$/;
const EMAIL_IN_TEXT = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]+(?:\.[\w-]+)+/g;
/** In running text only what is written as a number to dial: other digits are ids, times and counts. */
const PHONE_IN_TEXT = /(?:\+|%2B)\d[\d ()./-]{5,20}\d/g;

/** Personal data replaced: values as JSON has them, running text, and the bytes of an answer. */
export class Masker {
  readonly #pseudonyms: Pseudonyms;

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  /** A copy of JSON in which names, e-mail addresses and phone numbers are pseudonyms; all else is as it was. */
  value(value: unknown): unknown {
    return this.#value(value, '', false);
  }

  /** Text in which e-mail addresses and phone numbers are pseudonyms; names in it cannot be told from other words. */
  text(text: string): string {
    return text
      .replaceAll(EMAIL_IN_TEXT, found => this.#pseudonyms.email(found.replace('%40', '@')))
      .replaceAll(PHONE_IN_TEXT, found => this.#pseudonyms.phone(found.replace('%2B', '')));
  }

  /** The body of an answer: JSON by its keys, other text by what stands in it; what is not text stays. */
  body(body: Buffer): Buffer {
    if (body.length === 0) return body;
    try {
      return Buffer.from(JSON.stringify(this.value(JSON.parse(body.toString('utf8')))));
    } catch {
      const text = textOf(body);
      return text === null ? body : Buffer.from(this.text(text));
    }
  }

  #value(value: unknown, key: string, isPerson: boolean): unknown {
    if (Array.isArray(value)) return value.map(one => this.#value(one, key, isPerson));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      const isOne =
        PERSON_PLACE.test(key) ||
        entries.some(([name]) => PERSON_KEY.test(name)) ||
        PERSON_KEYS.some(keys => keys.every(name => name in value));
      return Object.fromEntries(entries.map(([name, part]) => [name, this.#value(part, name, isOne)]));
    }
    if (typeof value === 'number' && PHONE_KEY.test(key) && value >= 1e5) return this.#pseudonyms.phone(String(value));
    if (typeof value !== 'string' || value === '') return value;
    if (NAME_KEY.test(key) || (isPerson && key === 'name')) return this.#pseudonyms.name(value);
    if (PHONE_KEY.test(key) && PHONE.test(value)) return this.#pseudonyms.phone(value);
    return this.text(value);
  }
}

function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(body);
  } catch {
    return null;
  }
}
