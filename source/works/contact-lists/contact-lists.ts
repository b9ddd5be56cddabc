import {clockTime} from '../../lib/format.js';
import type {OpenWork, WorkAct, WorkHost, WorkRow, WorkView} from '../../view/work-view.js';
import {askRead} from '../operation-by-name.js';
import {act, WorkDesk} from '../work-desk.js';
import type {WorkTools} from '../work-tools.js';
import {type KnownList, listsOfExport} from './known-lists.js';

type State = {
  readonly lists: readonly KnownList[] | null;
  /** When the tenant told them, wall ms. */
  readonly at: number | null;
  /** Something was changed since. */
  readonly isOld: boolean;
};

/** Lists of numbers that agents call and transfer to. The API can change them and lists them in an export alone. */
export const contactListsView = (tools: WorkTools): WorkView => ({
  id: 'contact-lists',
  title: 'Contact lists',
  help: 'makes, renames and deletes contact lists and their entries',
  open: host => openContactLists(tools, host),
});

function openContactLists(tools: WorkTools, host: WorkHost): OpenWork {
  const desk = new WorkDesk<State>(host, {lists: null, at: null, isOld: false});
  const read = (): Promise<void> =>
    desk.during('Asking for an export of the queue settings, which holds the lists', async signal => {
      const query = {export_audio_files: false, export_attached_files: false};
      const {body, at} = await askRead(tools, 'exportQueueSettings', {query}, {signal});
      const lists = listsOfExport(body);
      if (!lists) {
        throw new Error(
          'The export of this tenant holds no contact lists that can be read: use the ids of the portal.',
        );
      }
      desk.set({lists, at: at.wall, isOld: false});
    });
  const changed = (): void => desk.set({isOld: true});
  const form = (name: string, values: Readonly<Record<string, string>> = {}): void => host.form(name, values, changed);
  const listOf = (row: WorkRow | null): string => row?.id.split('/')[0] ?? '';
  const entryOf = (row: WorkRow | null): Readonly<Record<string, string>> => {
    const [list = '', , id = ''] = row?.id.split('/') ?? [];
    return {'params contact_list_id': list, ...(id ? {'params id': id} : {})};
  };

  const acts = (): readonly WorkAct[] => [
    act('r', 'read by an export', () => void read()),
    act('n', 'new list', () => form('createContactList')),
    act('e', 'rename list', row => form('updateContactList', {'params id': listOf(row)})),
    act('X', 'delete list', row => form('deleteContactList', {'params id': listOf(row)})),
    act('a', 'add entry', row => form('createContactListEntry', {'params contact_list_id': listOf(row)})),
    act('c', 'change entry', row =>
      form('updateContactListEntry', {
        ...entryOf(row),
        // Sent back, a pseudonym would take the place of what it stands for.
        ...(row?.cells[2] && !tools.isMasked
          ? {'body name': row.cells[2], 'body phone_number': row.cells[3] ?? ''}
          : {}),
      }),
    ),
    act('x', 'delete entry', row => form('deleteContactListEntry', entryOf(row))),
  ];
  return {
    screen: () => ({
      head: [{text: ageWords(desk.state), tone: desk.state.isOld ? 'warn' : 'dim'}, ...desk.lines()],
      columns: ['list', 'id', 'entry', 'number', 'entry id'],
      rows: rowsOf(desk.state.lists ?? []),
      empty: 'The API has no list of the lists. r reads them from an export of the queue settings (one slot).',
      acts: acts(),
    }),
  };
}

function ageWords({at, isOld}: State): string {
  if (at === null) return isOld ? 'Changed from here; not read yet.' : 'Not read yet.';
  return `As of ${clockTime(at)}${isOld ? ', BEFORE what was changed from here: r reads again' : ''}.`;
}

const rowsOf = (lists: readonly KnownList[]): readonly WorkRow[] =>
  lists.flatMap(({id, name, entries}): readonly WorkRow[] => [
    {id: `${id}`, cells: [name, String(id), '', '', ''], tone: 'title'},
    ...entries.map(
      (entry, index): WorkRow => ({
        id: `${id}/${index}/${entry.id ?? ''}`,
        cells: ['', '', entry.name, entry.phoneNumber, entry.id === null ? 'not told' : String(entry.id)],
      }),
    ),
  ]);
