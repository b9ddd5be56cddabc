import {z} from 'zod';
import {fields, phone, text, whole} from '../fields.js';
import {idNumber, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** A contact list; fields beside id are assumed. */
export const contactList = z.object({id: maybe(idNumber), name: maybe(z.string()), contact_type: maybe(z.string())});
export type ContactList = z.output<typeof contactList>;

/** An entry of a contact list; fields beside id are assumed. */
export const contactListEntry = z.object({
  id: maybe(idNumber),
  contact_list_id: maybe(idNumber),
  name: maybe(z.string()),
  phone_number: maybe(z.string()),
});
export type ContactListEntry = z.output<typeof contactListEntry>;

const shared = {
  group: 'Contact Lists',
  class: 'write',
  repeat: 'never',
  confidence: 'inferred',
  source: 'the API collection, which prints no paths for this group',
} as const;

const listBody = fields({name: text('name of the list', {example: 'Couriers'})});
const entryBody = fields({
  name: text('name of the entry', {personal: true, example: 'Night desk'}),
  phone_number: phone('number of the entry'),
});
const listId = fields({id: whole('list')});
const entryId = fields({contact_list_id: whole('list'), id: whole('entry')});

/** Makes a list. */
export const createContactList = operation({
  ...shared,
  id: 'createContactList',
  title: 'Create contact list',
  help: 'Makes a list of contacts that agents can call or transfer to.',
  method: 'POST',
  path: '/contact_lists',
  body: listBody,
  answer: contactList,
});

/** Renames a list. */
export const updateContactList = operation({
  ...shared,
  id: 'updateContactList',
  title: 'Rename contact list',
  help: 'Gives a contact list another name.',
  method: 'PATCH',
  path: '/contact_lists/{id}',
  alternatives: ['PUT /contact_lists/{id}'],
  params: listId,
  body: listBody,
  answer: contactList,
});

/** Deletes a list. */
export const deleteContactList = operation({
  ...shared,
  id: 'deleteContactList',
  title: 'Delete contact list',
  help: 'Deletes a contact list with its entries.',
  method: 'DELETE',
  path: '/contact_lists/{id}',
  class: 'dangerous',
  params: listId,
  answer: z.unknown(),
});

/** Adds an entry. */
export const createContactListEntry = operation({
  ...shared,
  id: 'createContactListEntry',
  title: 'Add contact list entry',
  help: 'Adds a name and number to a contact list.',
  method: 'POST',
  path: '/contact_lists/{contact_list_id}/contacts',
  params: fields({contact_list_id: whole('list')}),
  body: entryBody,
  answer: contactListEntry,
});

/** Changes an entry. */
export const updateContactListEntry = operation({
  ...shared,
  id: 'updateContactListEntry',
  title: 'Change contact list entry',
  help: 'Changes name and number of an entry.',
  method: 'PATCH',
  path: '/contact_lists/{contact_list_id}/contacts/{id}',
  alternatives: ['PUT /contact_lists/{contact_list_id}/contacts/{id}'],
  params: entryId,
  body: entryBody,
  answer: contactListEntry,
});

/** Deletes an entry. */
export const deleteContactListEntry = operation({
  ...shared,
  id: 'deleteContactListEntry',
  title: 'Delete contact list entry',
  help: 'Takes an entry off a contact list.',
  method: 'DELETE',
  path: '/contact_lists/{contact_list_id}/contacts/{id}',
  class: 'dangerous',
  targets: () => 1,
  params: entryId,
  answer: z.unknown(),
});

/** In the order of the API collection. */
export const contactListOperations = [
  createContactList,
  updateContactList,
  deleteContactList,
  createContactListEntry,
  updateContactListEntry,
  deleteContactListEntry,
];
