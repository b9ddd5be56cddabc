import {createBoundedMap} from './bounded-map.js';

/** What is known of the trust in a customer; unknown is null. */
export type CustomerFlags = {
  readonly verified_customer: boolean | null;
  readonly bad_actor: boolean | null;
  readonly repeat_customer: boolean | null;
};

/** One field that is shown to the agent. */
export type CustomField = {readonly label?: string | undefined; readonly value?: unknown};

/** What was told about one call or chat from outside. */
export type ContactNote = {
  flags: CustomerFlags;
  customData: Readonly<Record<string, CustomField>>;
  /** Latest change of the end user, and when (floor time): the same again too soon is refused. */
  endUserChange: {readonly text: string; readonly at: number} | null;
};

const MOST_KEPT = 4000;

/** Notes on calls and chats; those untouched for longest are forgotten. */
export type ContactNotes = {
  /** The note on a call or chat, empty at first. */
  readonly of: (kind: 'call' | 'chat', id: number) => ContactNote;
};

/** No notes yet. */
export function createContactNotes(): ContactNotes {
  const notes = createBoundedMap<string, ContactNote>(MOST_KEPT);
  return {
    of(kind, id) {
      const key = `${kind} ${id}`;
      const note = notes.get(key) ?? {
        flags: {verified_customer: null, bad_actor: null, repeat_customer: null},
        customData: {},
        endUserChange: null,
      };
      notes.set(key, note);
      return note;
    },
  };
}
