import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {App} from '../../source/app.js';
import {auditPath} from '../../source/audit/audit-path.js';
import type {AuditRecord} from '../../source/audit/audit-record.js';
import {startSession} from '../../source/commands/start-session.js';
import type {Engine} from '../../source/engine.js';
import {type Clock, systemClock} from '../../source/lib/clock.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';
import {createRandom} from '../../source/simulator/floor/random.js';
import type {RequestRecord} from '../../source/simulator/http/request-log.js';
import {
  type SimulatedTenant,
  type SimulatedTenantOptions,
  startSimulatedTenant,
} from '../../source/simulator/simulated-tenant.js';
import {Resources} from '../../source/state/resources.js';
import {initialViewState} from '../../source/view/view-state.js';
import {ViewStore} from '../../source/view/view-store.js';
import {Wallboard} from '../../source/wallboard/wallboard.js';
import {runFlags} from '../settings/run-flags.js';
import {openScreen, type Screen} from './screen.js';

/** A tenant to talk to: the simulated one, or whatever else listens. */
export type TestTenant = Pick<SimulatedTenant, 'baseUrl' | 'subdomain' | 'token' | 'statuses' | 'teams' | 'close'>;

export type ConsoleOptions = {
  readonly columns?: number;
  readonly rows?: number;
  /** Command line, such as `--read-only`. */
  readonly line?: string;
  /** Requests per second of the console and of the simulated tenant (default 100). */
  readonly rate?: number;
  /** More keys of the profile, as YAML of one line. */
  readonly profile?: Readonly<Record<string, unknown>>;
  /** How `onFloor` sets the floor up. */
  readonly simulated?: SimulatedTenantOptions;
  /** Time that the console runs on. */
  readonly clock?: Clock;
  /** Profiles beside the console's own, which then names the tenant itself. */
  readonly otherProfiles?: Readonly<Record<string, object>>;
  /** Command of the editor (`false`). */
  readonly editor?: string;
  /** The user it takes itself to be run by; files are owned by whoever really runs it. */
  readonly uid?: number | undefined;
  /** Home directory of an earlier console, for what was kept there. */
  readonly home?: string;
};

/** The whole console over a tenant, and what can be looked at from outside. */
export type TestConsole = Screen & {
  readonly home: string;
  readonly store: ViewStore;
  readonly resources: Resources;
  readonly engine: () => Engine;
  /** Presses keys, waiting for the screen to show each `wanted` in between: `keys('s', /Available/, 'enter')`. */
  readonly keys: (...steps: readonly (string | RegExp)[]) => Promise<void>;
  /** Lines of the audit log. */
  readonly audit: () => readonly AuditRecord[];
  readonly auditFile: string;
  /** Profiles that the console was left for. */
  readonly switched: readonly string[];
  /** Leaves the program and ends its session; what was kept stays in `home`. */
  readonly leave: () => Promise<void>;
  /** Leaves, and removes `home`. */
  readonly end: () => Promise<void>;
};

/** A simulated tenant of 60 agents and 12 queues that answers as fast as it is asked. */
export const smallTenant = (options: SimulatedTenantOptions = {}): Promise<SimulatedTenant> =>
  startSimulatedTenant({
    agents: 60,
    queues: 12,
    languages: ['en'],
    rate: 0,
    speed: 0.01,
    // A floor depends on its day: tests that look at it run on the same one every day.
    startsAt: new Date('2026-11-23T10:15:00Z'),
    ...options,
  });

/** Starts the console with a session of its own, as the program does. */
export async function openConsole(options: ConsoleOptions & {readonly tenant: TestTenant}): Promise<TestConsole> {
  const {tenant, columns = 100, rows = 30, rate = 100, line = '', profile = {}, clock = systemClock} = options;
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'floorwalker-console-'));
  const {baseUrl, subdomain} = tenant;
  const named = options.otherProfiles ? {baseUrl, subdomain, tokenCommand: ['echo', tenant.token]} : {};
  writeProfile(home, options.otherProfiles ?? {}, {
    ...named,
    statuses: Object.fromEntries(tenant.statuses),
    teams: {},
    countdownSeconds: 0.4,
    ...profile,
  });
  const environment = options.otherProfiles
    ? {}
    : {
        FLOORWALKER_BASE_URL: tenant.baseUrl,
        FLOORWALKER_SUBDOMAIN: tenant.subdomain,
        FLOORWALKER_TOKEN: tenant.token,
      };
  const flags = runFlags('--rate', String(rate), ...line.split(' ').filter(Boolean));
  const resources = new Resources();
  const store = new ViewStore(initialViewState());
  const closing = new AbortController();
  const switched: string[] = [];
  let engine: Engine | null = null;
  const shown = {resources, store, engine: () => engine, closing: closing.signal, isAscii: flags.ascii};
  const screen = openScreen(
    flags.wallboard ? (
      <Wallboard {...shown} />
    ) : (
      <App {...shown} editor={options.editor ?? 'false'} switchTo={profile => switched.push(profile)} />
    ),
    {columns, rows, incrementalRendering: true},
  );
  const session = {
    flags,
    environment,
    home,
    cwd: home,
    uid: options.uid ?? process.getuid?.(),
    clock,
    secrets: new KnownSecrets(),
    random: createRandom(1).next,
  };
  const started = await startSession(session, {resources, store, signal: closing.signal});
  engine = started.engine;
  const auditFile = auditPath(stateDirectoryOf(home), tenant.subdomain);
  let isLeft = false;
  const leave = async (): Promise<void> => {
    if (isLeft) return;
    isLeft = true;
    if (!closing.signal.aborted) closing.abort(0);
    await screen.exited;
    await started.close();
    screen.close();
  };
  // A whole program on a busy machine: what is waited for comes, but may take its time.
  const waitFor: Screen['waitFor'] = (wanted, waiting) => screen.waitFor(wanted, {timeout: 15_000, ...waiting});
  return {
    ...screen,
    waitFor,
    home,
    store,
    resources,
    engine: () => started.engine,
    async keys(...steps) {
      for (const step of steps) {
        if (step instanceof RegExp) await waitFor(step);
        else await screen.press(step);
      }
    },
    auditFile,
    switched,
    audit: () =>
      existsSync(auditFile)
        ? readFileSync(auditFile, 'utf8')
            .trimEnd()
            .split('\n')
            .filter(Boolean)
            .map(text => JSON.parse(text) as AuditRecord)
        : [],
    leave,
    async end() {
      await leave();
      rmSync(home, {recursive: true, force: true});
    },
  };
}

function writeProfile(home: string, others: object, profile: Readonly<Record<string, unknown>>): void {
  const directory = join(home, '.config', 'floorwalker');
  mkdirSync(directory, {recursive: true, mode: 0o700});
  // JSON is YAML.
  writeFileSync(join(directory, 'config.yaml'), JSON.stringify({profiles: {default: profile, ...others}}), {
    mode: 0o600,
  });
}

/** Where a console keeps its state below its home. */
export const stateDirectoryOf = (home: string): string => join(home, '.local', 'state', 'floorwalker');

/** Names of the files that a console has left in its state directory. */
export const stateFiles = (home: string): readonly string[] =>
  readdirSync(stateDirectoryOf(home), {recursive: true}).map(String);

/** Requests that would change something. */
export const writes = (requests: readonly RequestRecord[]): readonly RequestRecord[] =>
  requests.filter(({method}) => method !== 'GET');

/** A console on a simulated floor of its own for the length of `use`; both are ended, and what was kept is removed. */
export async function onFloor(
  options: ConsoleOptions,
  use: (floor: {readonly app: TestConsole; readonly tenant: SimulatedTenant}) => Promise<void>,
): Promise<void> {
  const tenant = await smallTenant(options.simulated);
  try {
    const app = await openConsole({...options, tenant});
    try {
      await use({app, tenant});
    } finally {
      await app.end();
    }
  } finally {
    await tenant.close();
  }
}

/** The row that the cursor is on, without the frame; undefined where there is none. */
export const cursorRow = (app: Pick<Screen, 'lines'>): string | undefined =>
  app
    .lines()
    .map(line => /[│|]>.([^│|]*)/.exec(line)?.[1])
    .find(row => row !== undefined);

/** Rows of the panel at the left edge of the screen, below its header, without the frame. */
export const leftRows = (app: Pick<Screen, 'lines'>): readonly string[] =>
  app
    .lines()
    .flatMap(line => /^[│|]([^│|]*)[│|]/.exec(line)?.[1] ?? [])
    .slice(1);
