import type {CampaignContact, CampaignImportJob} from '../../api/operations/campaign-contacts.js';
import {homePath} from '../../lib/home-path.js';
import type {OpenWork, WorkAct, WorkHost, WorkLine, WorkRow, WorkView} from '../../view/work-view.js';
import {askRead} from '../operation-by-name.js';
import {progressBar} from '../progress-bar.js';
import {act, WorkDesk} from '../work-desk.js';
import {askForm, idCheck, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';

/** Contacts that are drawn; the counts are of all. */
const MOST_ROWS = 2000;

type State = {
  readonly campaign: number | null;
  readonly contacts: readonly CampaignContact[] | null;
  /** Contacts of this status alone are listed; null for all. */
  readonly only: string | null;
  /** Imports as the tenant lists them; null while contacts are listed. */
  readonly imports: readonly CampaignImportJob[] | null;
};

/** The contacts of one campaign: how far each has come, added one by one or by a file, changed, deleted. */
export const campaignContactsView = (tools: WorkTools): WorkView => ({
  id: 'campaign-contacts',
  title: 'Campaign contacts',
  help: 'lists, adds, imports, changes and deletes the contacts of a campaign',
  open: host => openCampaignContacts(tools, host),
});

function openCampaignContacts(tools: WorkTools, host: WorkHost): OpenWork {
  const {watchList} = tools.session;
  const followed = watchList.all.find(({kind}) => kind === 'campaign-import');
  const desk = new WorkDesk<State>(host, {
    campaign: followed?.parent ?? null,
    contacts: null,
    only: null,
    imports: null,
  });
  const stop = watchList.onChange(host.changed);
  host.signal.addEventListener('abort', stop, {once: true});

  const read = (): Promise<void> =>
    desk.during('Asking for the contacts', async signal => {
      const {campaign} = desk.state;
      const {data} = await askRead(tools, 'listCampaignContacts', {params: {campaign_id: campaign}}, {signal});
      if (desk.state.campaign === campaign) {
        desk.set({contacts: (data ?? []) as readonly CampaignContact[], imports: null});
      }
    });
  const readImports = (): Promise<void> =>
    desk.during('Asking for the imports', async signal => {
      const params = {campaign_id: desk.state.campaign};
      const {data} = await askRead(tools, 'listCampaignContactImportJobs', {params}, {signal});
      desk.set({imports: (data ?? []) as readonly CampaignImportJob[]});
    });
  const choose = (): void =>
    host.open(
      askForm(
        'Campaign',
        'The API lists no campaigns: their ids stand in the portal.',
        [textInput('campaign', 'its id, a whole number', {value: String(desk.state.campaign ?? '')})],
        'Open',
        ([id]) => {
          desk.set({campaign: Number(id), contacts: null, only: null, imports: null});
          void read();
        },
        idCheck('campaign'),
      ),
    );
  const again = (): void => void read();
  const form = (name: string, values: Readonly<Record<string, string>> = {}): void =>
    host.form(name, {'params campaign_id': String(desk.state.campaign ?? ''), ...values}, again);
  const importFile = (): void =>
    host.open(
      askForm(
        'Import contacts',
        'A JSON array with the fields of a single contact. All of them will be called.',
        [textInput('file', 'the file', {isFile: true})],
        'Check and confirm',
        ([path = '']) =>
          host.confirm(
            'importCampaignContacts',
            {params: {campaign_id: desk.state.campaign}, body: {file: {path: homePath(path, tools.home)}}},
            {facts: ['Everybody in the file will be called: only people who have agreed to it.'], onEnd: again},
          ),
      ),
    );
  const nextStatus = (): void => {
    const statuses = [null, ...countsOf(desk.state).keys()];
    desk.set({only: statuses[(statuses.indexOf(desk.state.only) + 1) % statuses.length] ?? null});
  };

  const acts = (): readonly WorkAct[] => {
    const {campaign, contacts, imports} = desk.state;
    const none = campaign === null ? 'Say which campaign first, with o.' : null;
    const noRow =
      none ??
      (imports ? 'Imports are listed: r lists the contacts again.' : contacts?.length ? null : 'No contact is listed.');
    return [
      act('o', 'campaign', choose),
      act('r', 'read contacts', again, none),
      act('s', 'next status', nextStatus, noRow),
      act('a', 'add', () => form('createCampaignContact'), none),
      act('i', 'import', importFile, none),
      act('J', 'imports', () => void readImports(), none),
      act('e', 'change', row => row && form('updateCampaignContact', {'body contact_id': row.id}), noRow),
      act(
        'x',
        'delete',
        row =>
          row &&
          host.confirm(
            'deleteCampaignContact',
            {params: {campaign_id: campaign}, body: {contact_id: Number(row.id)}},
            {facts: [row.cells[1] ?? ''], onEnd: again},
          ),
        noRow,
      ),
    ];
  };
  if (desk.state.campaign !== null) again();
  return {
    screen: () => ({
      head: [...headLines(tools, desk.state), ...desk.lines()],
      ...listed(desk.state),
      acts: acts(),
    }),
  };
}

/** How many contacts have each status, in the tenant's words. */
function countsOf({contacts}: State): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const {status} of contacts ?? []) counts.set(status ?? '?', (counts.get(status ?? '?') ?? 0) + 1);
  return counts;
}

function headLines({session}: WorkTools, state: State): readonly WorkLine[] {
  const {campaign, contacts, only} = state;
  if (campaign === null) return [{text: 'No campaign is open.', tone: 'dim'}];
  const counts = [...countsOf(state)].map(([status, count]) => `${status} ${count}`).join(', ');
  const imports = session.watchList.all.filter(({kind, parent}) => kind === 'campaign-import' && parent === campaign);
  return [
    {text: `Campaign ${campaign}${contacts ? `: ${contacts.length} contacts` : ''}`, tone: 'title'},
    ...(counts ? [{text: counts}] : []),
    ...(only === null ? [] : [{text: `Listed: ${only}`, tone: 'warn' as const}]),
    ...imports.slice(0, 3).map(({id, status, detail, progress, problem}): WorkLine => {
      const bar = progress ? `${progressBar(progress.through, progress.total)} ` : '';
      return {
        text: `Import ${id}: ${bar}${[status ?? 'not told yet', detail, problem].filter(Boolean).join(', ')}`,
        tone: problem || progress?.failed ? 'warn' : 'plain',
      };
    }),
  ];
}

function listed({contacts, only, imports}: State) {
  if (imports) {
    return {
      columns: ['import', 'status', 'rows', 'failed', 'begun'],
      rows: imports.map(({id, status, total_rows: total, failed_rows: failed, created_at: at}, index) => ({
        id: String(id ?? index),
        cells: [String(id ?? '?'), status ?? '?', String(total ?? '?'), String(failed ?? '?'), at ?? ''],
      })),
      empty: 'The tenant lists no imports for this campaign.',
    };
  }
  const rows = (contacts ?? []).filter(({status}) => only === null || (status ?? '?') === only);
  return {
    columns: ['id', 'name', 'status', 'own key', 'changed'],
    rows: rows.slice(0, MOST_ROWS).map(
      (contact): WorkRow => ({
        id: String(contact.id),
        cells: [
          String(contact.id),
          contact.name ?? '',
          contact.status ?? '?',
          contact.unique_id ?? '',
          contact.updated_at ?? '',
        ],
      }),
    ),
    empty: contacts ? 'The campaign has no contacts.' : 'o opens a campaign by its id.',
  };
}
