import {createBoundedMap} from './bounded-map.js';

const FIRST_LIST_ID = 14;
const FIRST_ENTRY_ID = 402;
const MOST_LISTS = 500;
const MOST_ENTRIES = 2000;

export type ContactListEntry = {readonly id: number; name: string; phoneNumber: string};

/** A list of numbers that agents can call and transfer to. The global one is there for good. */
export type ContactList = {
  readonly id: number;
  name: string;
  readonly type: 'global' | 'custom';
  readonly entries: ReturnType<typeof createBoundedMap<number, ContactListEntry>>;
};

/** Every contact list of the tenant. */
export type ContactLists = {
  readonly find: (id: number) => ContactList | undefined;
  readonly all: () => readonly ContactList[];
  readonly create: (name: string) => ContactList;
  readonly remove: (list: ContactList) => void;
  readonly addEntry: (list: ContactList, name: string, phoneNumber: string) => ContactListEntry;
};

/** The global list (id 1) and one custom list (id 14), with entries in both. */
export function createContactLists(): ContactLists {
  const lists = createBoundedMap<number, ContactList>(MOST_LISTS);
  let nextListId = FIRST_LIST_ID;
  let nextEntryId = FIRST_ENTRY_ID;

  function enter(id: number, name: string, type: ContactList['type']): ContactList {
    const list: ContactList = {id, name, type, entries: createBoundedMap(MOST_ENTRIES)};
    lists.set(id, list);
    return list;
  }

  const self: ContactLists = {
    find: id => lists.get(id),
    all: () => [...lists.values()],
    create(name) {
      const list = enter(nextListId, name, 'custom');
      nextListId += 1;
      return list;
    },
    remove: list => void lists.delete(list.id),
    addEntry(list, name, phoneNumber) {
      const entry = {id: nextEntryId, name, phoneNumber};
      nextEntryId += 1;
      list.entries.set(entry.id, entry);
      return entry;
    },
  };
  const global = enter(1, 'Head office', 'global');
  self.addEntry(global, 'Reception', '+13125550110');
  self.addEntry(global, 'Data protection', '+13125550111');
  const depots = self.create('Partner depots');
  self.addEntry(depots, 'Depot North', '+13125550190');
  self.addEntry(depots, 'Depot South', '+13125550191');
  return self;
}
