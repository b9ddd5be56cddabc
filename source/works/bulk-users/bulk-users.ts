import {readFile, stat} from 'node:fs/promises';
import {basename} from 'node:path';
import type {BulkUserError, BulkUserJob} from '../../api/operations/bulk-users.js';
import {homePath} from '../../lib/home-path.js';
import type {Watched, WatchList} from '../../picture/watch-list.js';
import type {OpenWork, WorkAct, WorkHost, WorkLine, WorkRow, WorkView} from '../../view/work-view.js';
import {askRead} from '../operation-by-name.js';
import {progressBar} from '../progress-bar.js';
import {act, WorkDesk} from '../work-desk.js';
import {askForm, idCheck, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';
import {type CheckedBulkFile, checkBulkFile, type KnownNames} from './bulk-file.js';

/** Larger files are not read into memory for the check, bytes. */
const MOST_BYTES = 50_000_000;

type State = {
  readonly path: string | null;
  readonly checked: CheckedBulkFile | null;
  readonly known: KnownNames;
  readonly jobId: number | null;
  /** What the tenant found, and in which of its two checks. */
  readonly errors: {readonly of: 'scheme' | 'update'; readonly rows: readonly BulkUserError[]} | null;
};

/** Changing many users by a file: check it here, upload, watch its check, proceed, see what failed. */
export const bulkUsersView = (tools: WorkTools): WorkView => ({
  id: 'bulk-users',
  title: 'Bulk users',
  help: 'changes many users by a file, checked before and after its upload',
  open: host => openBulkUsers(tools, host),
});

function openBulkUsers(tools: WorkTools, host: WorkHost): OpenWork {
  const {watchList, clock} = tools.session;
  const teams = new Set(tools.teams().map(({name}) => name));
  const desk = new WorkDesk<State>(host, {
    path: null,
    checked: null,
    known: {roles: new Set(), teams},
    jobId: newestOf(watchList),
    errors: null,
  });
  const stop = watchList.onChange(host.changed);
  host.signal.addEventListener('abort', stop, {once: true});

  const check = (path: string): Promise<void> =>
    desk.during(`Checking ${path}`, async () => {
      const {size} = await stat(path);
      if (size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES / 1e6} MB.`);
      const text = await readFile(path, 'utf8');
      desk.set({path, checked: checkBulkFile(text, desk.state.known), errors: null});
    });
  const upload = (): void => {
    const {path, jobId} = desk.state;
    if (path === null) return;
    const job = jobOf(tools, jobId);
    const isAgain = job !== undefined && (job.status === 'invalid_scheme' || job.status === 'valid_scheme');
    const file = {path};
    const onAnswer = (data: unknown): void =>
      desk.set({jobId: (data as BulkUserJob | undefined)?.id ?? jobId, errors: null});
    // An answer without a body tells the job elsewhere: what Watch follows now is it.
    const onEnd = (): void => desk.set({jobId: newestOf(watchList) ?? jobId, errors: null});
    const facts = faultsOf(desk.state).length > 0 ? ['The check on this machine found faults in this file.'] : [];
    if (isAgain) host.confirm('replaceBulkUserUpload', {body: {id: job.id, file}}, {facts, onAnswer, onEnd: () => {}});
    else host.confirm('uploadBulkUsers', {body: {file}}, {facts, onAnswer, onEnd});
  };
  const askErrors = (of: 'scheme' | 'update'): Promise<void> =>
    desk.during(`Asking for the ${of} errors`, async signal => {
      const name = of === 'scheme' ? 'listBulkUserSchemeErrors' : 'listBulkUserUpdateErrors';
      const {data} = await askRead(tools, name, {params: {job_id: desk.state.jobId}}, {signal});
      desk.set({errors: {of, rows: (data ?? []) as readonly BulkUserError[]}});
    });
  const learnNames = (): Promise<void> =>
    desk.during('Asking for the template', async signal => {
      const {data} = await askRead(tools, 'getBulkUserTemplate', {}, {signal});
      desk.set({known: namesOf(data, teams)});
      const {path} = desk.state;
      if (path !== null) {
        desk.set({checked: checkBulkFile(await readFile(path, 'utf8'), desk.state.known)});
      }
    });
  const openFile = (): void =>
    host.open(
      askForm(
        'File of users',
        'A JSON array of users in the form of the template. It is checked on this machine first; nothing is sent.',
        [textInput('path', 'the file', {isFile: true, value: desk.state.path ?? ''})],
        'Check',
        ([path = '']) => void check(homePath(path, tools.home)),
      ),
    );
  const follow = (): void =>
    host.open(
      askForm(
        'Follow a job',
        'A bulk job that was started elsewhere.',
        [textInput('job', 'its id, a whole number')],
        'Follow',
        ([id]) => {
          watchList.follow('bulk-users', Number(id), clock.now());
          desk.set({jobId: Number(id), errors: null});
        },
        idCheck('job'),
      ),
    );

  const acts = (): readonly WorkAct[] => {
    const {path, checked, jobId} = desk.state;
    const job = jobOf(tools, jobId);
    const noJob = jobId === null ? 'There is no job yet: upload a file, or follow a job with f.' : null;
    const noFile = path === null ? 'Open a file first, with o.' : null;
    return [
      act('o', 'open file', openFile),
      act('c', 'check again', () => path !== null && void check(path), noFile),
      act('u', 'upload', upload, noFile ?? (checked?.rows === 0 ? 'There is nothing to upload in this file.' : null)),
      act(
        'p',
        'proceed',
        () => host.confirm('proceedBulkUserJob', {body: {id: jobId}}, {facts: proceedFacts(job), onEnd: () => {}}),
        noJob ??
          (job?.status === 'valid_scheme' ? null : 'The tenant has not found the file right yet (valid_scheme).'),
      ),
      act('e', 'scheme errors', () => void askErrors('scheme'), noJob),
      act('E', 'update errors', () => void askErrors('update'), noJob),
      act('n', 'names of the tenant', () => void learnNames()),
      act('t', 'template', () => host.form('getBulkUserTemplate', {}, () => {})),
      act('f', 'follow a job', follow),
    ];
  };
  return {
    screen: () => ({
      head: [
        ...fileLines(desk.state),
        ...knownLines(desk.state),
        ...jobLines(tools, desk.state),
        ...listLines(desk.state),
        ...desk.lines(),
      ],
      columns: ['line', 'user', 'field', 'what is wrong'],
      rows: faultRows(desk.state),
      empty: emptyWords(desk.state),
      acts: acts(),
    }),
  };
}

const newestOf = ({all}: Pick<WatchList, 'all'>): number | null =>
  all.find(({kind}) => kind === 'bulk-users')?.id ?? null;

const jobOf = ({session}: WorkTools, id: number | null): Watched | undefined =>
  id === null ? undefined : session.watchList.get('bulk-users', id);

const faultsOf = ({checked}: State) => checked?.faults ?? [];

/** Roles and teams as the template lists them. */
function namesOf(template: unknown, teams: ReadonlySet<string>): KnownNames {
  const [user] = (Array.isArray(template) ? template : []) as readonly {roles?: unknown; teams?: unknown}[];
  const names = (list: unknown): readonly string[] =>
    Array.isArray(list) ? list.flatMap(one => (one as {name?: string}).name ?? []) : [];
  const known = names(user?.teams);
  return {roles: new Set(names(user?.roles)), teams: known.length > 0 ? new Set(known) : teams};
}

function fileLines({path, checked}: State): readonly WorkLine[] {
  if (path === null || !checked) return [{text: 'No file is open.', tone: 'dim'}];
  const {rows, faults} = checked;
  const found = faults.length === 0 ? 'no faults found here' : `${faults.length} faults found here`;
  return [{text: `${basename(path)}: ${rows} users, ${found}`, tone: faults.length === 0 ? 'good' : 'bad'}];
}

const knownLines = ({known: {roles, teams}}: State): readonly WorkLine[] =>
  roles.size === 0
    ? []
    : [{text: `Checked against ${roles.size} roles and ${teams.size} teams of this tenant.`, tone: 'dim'}];

const NEXT_WORDS: Readonly<Record<string, string>> = {
  created: 'the tenant checks the file',
  valid_scheme: 'the file is right: p applies it',
  invalid_scheme: 'e lists what is wrong; mend the file, c checks and u uploads it into the same job',
  in_progress: 'the users are being changed',
  finished: 'E lists rows that failed',
};

function jobLines(tools: WorkTools, {jobId}: State): readonly WorkLine[] {
  if (jobId === null) return [{text: 'No job.', tone: 'dim'}];
  const job = jobOf(tools, jobId);
  const status = job?.status ?? 'not told yet';
  const tone = status === 'invalid_scheme' || job?.problem ? 'bad' : status === 'finished' ? 'good' : 'plain';
  const progress = job?.progress;
  const isRunning = progress && (status === 'in_progress' || status === 'finished');
  return [
    {text: [`Job ${jobId}: ${status}`, NEXT_WORDS[status], job?.problem].filter(Boolean).join('; '), tone},
    ...(isRunning
      ? [
          {
            text: `${progressBar(progress.through, progress.total)}  ${progress.through} of ${progress.total}, ${progress.failed} failed`,
            tone: progress.failed > 0 ? ('warn' as const) : ('good' as const),
          },
        ]
      : []),
  ];
}

const listLines = ({errors}: State): readonly WorkLine[] =>
  errors ? [{text: `Listed: the ${errors.of} errors, as the tenant tells them.`, tone: 'title'}] : [];

const proceedFacts = (job: Watched | undefined): readonly string[] =>
  job?.progress ? [`${job.progress.total} users are changed as the file says.`] : [];

function faultRows(state: State): readonly WorkRow[] {
  const {errors, checked} = state;
  if (errors) {
    return errors.rows.map(({row, column, message, error_type: type}, index) => {
      const line = row ? checked?.lineOf(row, column ?? '') : null;
      const what = `${type === 'warning' ? 'warning: ' : ''}${message ?? ''}`;
      return {
        id: String(index),
        cells: [line ? String(line) : '-', row ? String(row) : '-', column ?? '', what],
        tone: type === 'warning' ? 'warn' : 'bad',
      };
    });
  }
  return faultsOf(state).map(({line, column, row, field, problem}, index) => ({
    id: String(index),
    cells: [`${line}:${column}`, row > 0 ? String(row) : '-', field, problem],
    tone: 'bad',
  }));
}

function emptyWords({path, errors}: State): string {
  if (errors) return `The tenant lists no ${errors.of} errors for this job.`;
  return path === null
    ? 'o opens a file of users and checks it on this machine; n asks the tenant for its roles and teams first.'
    : 'Nothing is wrong with this file as far as can be told here.';
}
