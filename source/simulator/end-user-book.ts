import type {EndUserRef} from './floor/chat.js';

const FIRST_END_USER_ID = 90_771;

/** End users made through the API. */
export type EndUserBook = {
  /** The end user with this external key, made if need be: the same key always gives the same record. */
  readonly upsert: (identifier: string) => EndUserRef;
  readonly byId: (id: number) => EndUserRef | undefined;
  readonly byIdentifier: (identifier: string) => EndUserRef | undefined;
};

/** An empty book. */
export function createEndUserBook(): EndUserBook {
  const byId = new Map<number, EndUserRef>();
  const byIdentifier = new Map<string, EndUserRef>();
  return {
    byId: id => byId.get(id),
    byIdentifier: identifier => byIdentifier.get(identifier),
    upsert(identifier) {
      const known = byIdentifier.get(identifier);
      if (known !== undefined) return known;
      const endUser = {id: FIRST_END_USER_ID + byId.size, identifier};
      byId.set(endUser.id, endUser);
      byIdentifier.set(identifier, endUser);
      return endUser;
    },
  };
}
