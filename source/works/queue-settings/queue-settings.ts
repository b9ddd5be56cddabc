import {readFile, stat} from 'node:fs/promises';
import {isProblem} from '../../actions/prepared-action.js';
import type {OperationInput} from '../../api/build-request.js';
import type {QueueSettingsVersion} from '../../api/operations/queue-settings.js';
import {homePath} from '../../lib/home-path.js';
import type {OpenWork, WorkAct, WorkHost, WorkRow, WorkView} from '../../view/work-view.js';
import {askRead} from '../operation-by-name.js';
import {saveAnswer} from '../save-answer.js';
import {act, WorkDesk} from '../work-desk.js';
import {askForm, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';
import {saveFirst} from './save-first.js';
import {type SettingsChange, settingsDiff} from './settings-diff.js';

/** Larger files are no JSON exports, bytes. */
const MOST_BYTES = 50_000_000;
/** Differences that are listed. */
const MOST_CHANGES = 2000;

type State = {
  readonly versions: readonly QueueSettingsVersion[] | null;
  /** What two exports differ in, and which; null while versions are listed. */
  readonly diff: {readonly title: string; readonly changes: readonly SettingsChange[]} | null;
  /** What was done last. */
  readonly done: string | null;
  /** In whose name changes are recorded, as typed last. */
  readonly email: string;
  readonly paths: readonly [string, string];
};

/** Versions of the queue settings: export, compare, import, restore; a version is saved before anything is replaced. */
export const queueSettingsView = (tools: WorkTools): WorkView => ({
  id: 'queue-settings',
  title: 'Queue settings',
  help: 'exports, compares, imports and restores versions',
  open: host => openQueueSettings(tools, host),
});

function openQueueSettings(tools: WorkTools, host: WorkHost): OpenWork {
  const desk = new WorkDesk<State>(host, {versions: null, diff: null, done: null, email: '', paths: ['', '']});
  const read = (): Promise<void> =>
    desk.during('Asking for the versions', async signal => {
      const {data} = await askRead(tools, 'listQueueSettingsVersions', {}, {signal});
      desk.set({versions: (data ?? []) as readonly QueueSettingsVersion[], diff: null});
    });
  const done = (words: string) => (): void => {
    desk.set({done: words});
    void read();
  };
  const download = (title: string, name: string, input: OperationInput): void =>
    host.open(
      askForm(
        title,
        'The file is there only once it is whole; only you can read it.',
        [textInput('save as', 'a new file on this machine', {isFile: true})],
        'Download',
        ([path = '']) =>
          void saveAnswer(tools, desk, name, input, path, bytes =>
            desk.set({done: `${bytes} bytes written to ${path}.`}),
          ),
      ),
    );
  const exportNow = (withFiles: boolean): void =>
    download(withFiles ? 'Export with audio and files' : 'Export', 'exportQueueSettings', {
      query: {export_audio_files: withFiles, export_attached_files: withFiles},
    });
  const compareFiles = (): void =>
    host.open(
      askForm(
        'Compare two exports',
        'Two JSON exports, without audio and attached files. Nothing is sent.',
        [
          textInput('older', 'the file before', {isFile: true, value: desk.state.paths[0]}),
          textInput('newer', 'the file after', {isFile: true, value: desk.state.paths[1]}),
        ],
        'Compare',
        ([older = '', newer = '']) =>
          void desk.during('Comparing', async () => {
            const before = await readExport(older, tools.home);
            const after = await readExport(newer, tools.home);
            const changes = settingsDiff(before, after);
            desk.set({paths: [older, newer], diff: {title: `${older} -> ${newer}`, changes}});
          }),
      ),
    );
  const compareVersion = (row: WorkRow): Promise<void> =>
    desk.during(`Comparing version ${row.id} with now`, async signal => {
      const query = {export_audio_files: false, export_attached_files: false};
      const version = await askRead(tools, 'downloadQueueSettingsVersion', {params: {id: Number(row.id)}}, {signal});
      const now = await askRead(tools, 'exportQueueSettings', {query}, {signal});
      const changes = settingsDiff(jsonOf(version.body, `Version ${row.id}`), jsonOf(now.body, 'The export'));
      desk.set({diff: {title: `version ${row.id} -> now`, changes}});
    });
  const replaceBy = (name: string, title: string, body: (email: string, path: string) => object, hasFile: boolean) =>
    host.open(
      askForm(
        title,
        'The settings as they are now are saved as a version first: the way back.',
        [
          textInput('email', 'an active user, in whose name the change is recorded', {value: desk.state.email}),
          ...(hasFile ? [textInput('file', 'an exported file, zip or JSON', {isFile: true})] : []),
        ],
        'Check and confirm',
        ([email = '', path = '']) => {
          desk.set({email});
          const input = {body: {...body(email, homePath(path, tools.home))}};
          const prepared = saveFirst(tools, name, input, () => void read());
          host.confirmAction(isProblem(prepared) ? prepared : {...prepared, title: `${title}, after saving a version`});
        },
      ),
    );

  const acts = (): readonly WorkAct[] => {
    const {versions, diff} = desk.state;
    const noRow = diff
      ? 'Differences are listed: l lists the versions again.'
      : versions?.length
        ? null
        : 'No version is listed: l asks for them.';
    const writes = tools.readOnlyReason();
    return [
      act('l', 'list versions', () => void read()),
      act('x', 'export', () => exportNow(false)),
      act('X', 'export with files', () => exportNow(true)),
      act('c', 'compare with now', row => row && void compareVersion(row), noRow),
      act('D', 'compare files', compareFiles),
      act(
        'd',
        'download',
        row =>
          row && download(`Download version ${row.id}`, 'downloadQueueSettingsVersion', {params: {id: Number(row.id)}}),
        noRow,
      ),
      act('s', 'save a version', () =>
        host.confirm(
          'createAutoSavedQueueSettingsVersion',
          {body: {export_audio_files: false, export_attached_files: false}},
          {onEnd: done('A version was saved.')},
        ),
      ),
      act(
        'i',
        'import',
        () => replaceBy('importQueueSettings', 'Import queue settings', (email, path) => ({email, file: {path}}), true),
        writes,
      ),
      act(
        'R',
        'restore',
        row =>
          row &&
          replaceBy(
            'restoreQueueSettingsVersion',
            `Restore version ${row.id}`,
            email => ({id: Number(row.id), email}),
            false,
          ),
        writes ?? noRow,
      ),
    ];
  };
  void read();
  return {
    screen: () => ({
      head: [
        ...(desk.state.done ? [{text: desk.state.done, tone: 'good' as const}] : []),
        ...(desk.state.diff ? [{text: diffWords(desk.state.diff), tone: 'title' as const}] : []),
        ...desk.lines(),
      ],
      ...listed(desk.state),
      acts: acts(),
    }),
  };
}

function diffWords({title, changes}: NonNullable<State['diff']>): string {
  const count = (kind: SettingsChange['kind']): string => {
    const found = changes.filter(change => change.kind === kind).length;
    return `${found} ${kind}`;
  };
  return `${title}: ${count('changed')}, ${count('added')}, ${count('removed')}`;
}

const TONES = {changed: 'warn', added: 'good', removed: 'bad'} as const;

function listed({versions, diff}: State) {
  if (diff) {
    return {
      columns: ['', 'where', 'before', 'after'],
      rows: diff.changes.slice(0, MOST_CHANGES).map(({kind, where, before, after}, index) => ({
        id: String(index),
        cells: [kind, where, before, after],
        tone: TONES[kind],
      })),
      empty: 'They do not differ.',
    };
  }
  return {
    columns: ['id', 'saved', 'by', 'because of', 'revision'],
    rows: (versions ?? []).map(({id, created_at, user_email, action, revision}) => ({
      id: String(id),
      cells: [String(id), created_at ?? '', user_email ?? '', action ?? '', revision ?? ''],
    })),
    empty: versions ? 'The tenant lists no versions.' : 'Versions that were saved come here.',
  };
}

async function readExport(given: string, home: string): Promise<unknown> {
  const path = homePath(given, home);
  if ((await stat(path)).size > MOST_BYTES) throw new Error(`${given} is larger than ${MOST_BYTES / 1e6} MB.`);
  return jsonOf(await readFile(path), given);
}

function jsonOf(bytes: Buffer, what: string): unknown {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw new Error(
      `${what} is a zip: only exports without audio and attached files, which are JSON, can be compared.`,
    );
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Error(`${what} is no JSON.`);
  }
}
