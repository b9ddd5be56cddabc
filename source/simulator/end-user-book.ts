import {createBoundedMap} from './bounded-map.js';
import type {EndUserRef} from './floor/chat.js';

const FIRST_END_USER_ID = 90_771;
const MOST_KEPT = 20_000;

/** What may be told of an end user beside the key. */
export type EndUserDetails = {readonly name?: string; readonly email?: string; readonly phone?: string};

/** End users made through the API; the longest untouched go when there are too many. */
export type EndUserBook = {
  /**
   * The end user with this external key, made if need be: the same key always gives the same record. A phone number
   * stays once it is known; other details are replaced by those that are told.
   */
  readonly upsert: (identifier: string, details?: EndUserDetails) => EndUserRef;
  readonly byId: (id: number) => EndUserRef | undefined;
  readonly byIdentifier: (identifier: string) => EndUserRef | undefined;
  readonly detailsOf: (id: number) => EndUserDetails | undefined;
};

type Entry = {readonly ref: EndUserRef; details: EndUserDetails};

/** An empty book. */
export function createEndUserBook(): EndUserBook {
  const byId = createBoundedMap<number, Entry>(MOST_KEPT);
  const byIdentifier = createBoundedMap<string, Entry>(MOST_KEPT);
  let nextId = FIRST_END_USER_ID;

  function make(identifier: string): Entry {
    const entry = {ref: {id: nextId, identifier}, details: {}};
    nextId += 1;
    return entry;
  }

  return {
    byId: id => byId.get(id)?.ref,
    byIdentifier: identifier => byIdentifier.get(identifier)?.ref,
    detailsOf: id => byId.get(id)?.details,
    upsert(identifier, details = {}) {
      const entry = byIdentifier.get(identifier) ?? make(identifier);
      const phone = entry.details.phone ?? details.phone;
      entry.details = {...entry.details, ...details, ...(phone === undefined ? {} : {phone})};
      // Both in step, so that they forget the same ones.
      byId.set(entry.ref.id, entry);
      byIdentifier.set(identifier, entry);
      return entry.ref;
    },
  };
}
