import {
  createContactList,
  createContactListEntry,
  deleteContactList,
  deleteContactListEntry,
  updateContactList,
  updateContactListEntry,
} from '../../../api/operations/contact-lists.js';
import type {ContactList, ContactListEntry} from '../../contact-lists.js';
import {phoneNumberOf} from '../../phone-number.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {created, noContent, ok, type Route, type RouteRequest, route} from '../route.js';

/** Lists of numbers for agents, and their entries. */
export const contactListRoutes = (state: TenantState): readonly Route[] => [
  route(createContactList, ({body}) => created(listRecordOf(state.contactLists.create(freeName(state, body.name))))),
  route(updateContactList, request => {
    const list = customListOf(state, request);
    if (list.name !== request.body.name) list.name = freeName(state, request.body.name);
    return ok(listRecordOf(list));
  }),
  route(deleteContactList, request => {
    state.contactLists.remove(customListOf(state, request));
    return noContent;
  }),
  route(createContactListEntry, request => {
    const list = listOf(state, request, 'contact_list_id');
    const {name, phone_number: number} = request.body;
    return created(entryRecordOf(list, state.contactLists.addEntry(list, name, numberOf(number))));
  }),
  route(updateContactListEntry, request => {
    const list = listOf(state, request, 'contact_list_id');
    const entry = entryOf(list, request);
    entry.phoneNumber = numberOf(request.body.phone_number);
    entry.name = request.body.name;
    return ok(entryRecordOf(list, entry));
  }),
  route(deleteContactListEntry, request => {
    const list = listOf(state, request, 'contact_list_id');
    list.entries.delete(entryOf(list, request).id);
    return noContent;
  }),
];

type At = Pick<RouteRequest, 'params'>;

function listOf({contactLists}: TenantState, {params}: At, name: string): ContactList {
  const list = contactLists.find(Number(params[name]));
  if (list === undefined) throw notFound(`Contact list ${params[name]} not found`);
  return list;
}

function customListOf(state: TenantState, request: At): ContactList {
  const list = listOf(state, request, 'id');
  if (list.type !== 'custom') throw badRequest('Only custom contact lists can be changed or deleted');
  return list;
}

function entryOf(list: ContactList, {params}: At): ContactListEntry {
  const entry = list.entries.get(Number(params['id']));
  if (entry === undefined) throw notFound(`Contact ${params['id']} not found`);
  return entry;
}

function freeName({contactLists}: TenantState, name: string): string {
  if (contactLists.all().some(list => list.name.toLowerCase() === name.toLowerCase())) {
    throw badRequest('name has already been taken');
  }
  return name;
}

function numberOf(text: string): string {
  const number = phoneNumberOf(text)?.e164;
  if (number === undefined) throw badRequest('phone_number is invalid');
  return number;
}

const listRecordOf = ({id, name, type}: ContactList): Readonly<Record<string, unknown>> => ({
  id,
  name,
  contact_type: type,
});

const entryRecordOf = (list: ContactList, entry: ContactListEntry): Readonly<Record<string, unknown>> => ({
  id: entry.id,
  contact_list_id: list.id,
  name: entry.name,
  phone_number: entry.phoneNumber,
});
