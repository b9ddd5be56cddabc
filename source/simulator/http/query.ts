import {badRequest} from './refusal.js';

/** Refuses keys that the route does not take; catches misspelt parameters early. */
export function refuseUnknownKeys(query: URLSearchParams, known: readonly string[]): void {
  for (const key of query.keys()) {
    if (!known.includes(key)) throw badRequest(`Unknown parameter: ${key}`);
  }
}

/** A whole number of at least `least`, or undefined when the key is absent; anything else is refused. */
export function integerOf(query: URLSearchParams, key: string, least = 0): number | undefined {
  const text = query.get(key);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text) || Number(text) < least) {
    throw badRequest(`${key} must be an integer${least > 0 ? ` of at least ${least}` : ''}`);
  }
  return Number(text);
}

/** One of the given words, or undefined when the key is absent; anything else is refused. */
export function oneOf<T extends string>(query: URLSearchParams, key: string, words: readonly T[]): T | undefined {
  const text = query.get(key);
  if (text === null) return undefined;
  const word = words.find(candidate => candidate === text);
  if (word === undefined) throw badRequest(`${key} must be one of ${words.join(', ')}`);
  return word;
}

/** The value of a parameter that must be there. */
export function required<T>(value: T | undefined | null, key: string): T {
  if (value === undefined || value === null || value === '') throw badRequest(`${key} is required`);
  return value;
}

/** A language such as `en` or `fr-CA`; required. */
export function languageOf(query: URLSearchParams): string {
  const lang = required(query.get('lang'), 'lang');
  if (!/^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(lang)) throw badRequest('lang must be an ISO 639-1 code');
  return lang;
}
