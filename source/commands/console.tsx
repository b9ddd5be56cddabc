import {existsSync} from 'node:fs';
import {App} from '../app.js';
import type {Engine} from '../engine.js';
import {settingsPath} from '../settings/directories.js';
import {hasTenant} from '../settings/has-tenant.js';
import {NoTenantError, SettingsError} from '../settings/settings-error.js';
import {Resources} from '../state/resources.js';
import {runTerminalSession} from '../terminal/terminal-session.js';
import {initialViewState} from '../view/view-state.js';
import {ViewStore} from '../view/view-store.js';
import {Wallboard} from '../wallboard/wallboard.js';
import {atMost} from './bounded.js';
import type {OpenTenantOptions} from './open-tenant.js';

/** Exit code of a session that could not start. */
const FAILED_START = 2;
/** Leaving takes no longer than this, whatever hangs, ms. */
const CLEAN_UP_MS = 900;
/** Whoever leaves by a key gives the hook of the audit log so long to be told of the last act, ms. */
const HOOK_MS = 3000;

/** The part of `process` that the console runs on. */
export type ConsoleHost = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> &
  Parameters<typeof runTerminalSession>[1]['host'];

/**
 * The full-screen console, until it is left; resolves to the exit code. The first frame is painted before anything that
 * talks to the tenant is loaded. Throws SettingsError for what is wrong before that.
 */
export async function runConsole(options: OpenTenantOptions, host: ConsoleHost): Promise<number> {
  for (let now = options; ; ) {
    const end = await runOne(now, host);
    if (typeof end === 'number') return end;
    now = {...now, flags: {...now.flags, profile: end.profile}};
  }
}

/** One tenant's console: its exit code, or the profile that it was left for. */
async function runOne(options: OpenTenantOptions, host: ConsoleHost): Promise<number | {readonly profile: string}> {
  const {flags, environment, home} = options;
  if (!hasTenant(flags, environment, existsSync(settingsPath(environment, home)))) throw new NoTenantError();
  if (!host.stdin.isTTY || !host.stdout.isTTY) {
    throw new SettingsError(
      'The console needs a terminal for input and output; in a pipe or a script use floorwalker watch or snapshot.',
    );
  }
  const resources = new Resources();
  const store = new ViewStore(initialViewState());
  const closing = new AbortController();
  let engine: Engine | null = null;
  let problem: unknown = null;
  let next: string | null = null;

  resources.publish('facts', {
    tenant: flags.demo ? 'demo' : (flags.subdomain ?? environment['FLOORWALKER_SUBDOMAIN'] ?? ''),
    badge: null,
    readOnly: flags.readOnly || flags.wallboard,
    dryRun: flags.dryRun,
    isMasked: flags.maskPii ?? flags.wallboard,
  });
  const starting = afterFirstFrame()
    .then(() => import('./start-session.js'))
    .then(({startSession}) => startSession(options, {resources, store, signal: closing.signal}))
    .then(started => {
      engine = started.engine;
      return started;
    })
    .catch((error: unknown) => {
      // Whoever has left already is not told any more.
      if (closing.signal.aborted) return null;
      problem = error;
      closing.abort(FAILED_START);
      return null;
    });
  const shown = {
    resources,
    store,
    engine: () => engine,
    closing: closing.signal,
    isAscii: flags.ascii || environment['TERM'] === 'linux' || environment['TERM'] === 'dumb',
  };
  const end = await runTerminalSession(
    flags.wallboard ? (
      <Wallboard {...shown} />
    ) : (
      <App
        {...shown}
        editor={environment['VISUAL'] || environment['EDITOR'] || 'vi'}
        switchTo={profile => {
          next = profile;
          closing.abort(0);
        }}
      />
    ),
    {
      stdin: host.stdin,
      stdout: host.stdout,
      stderr: host.stderr,
      host,
      alternateScreen: flags.altScreen,
      redact: text => options.secrets.redact(text),
      renderOptions: flags.lowBandwidth ? {maxFps: 1} : {},
      cleanUp: async ({reason}) => {
        const hookMs = reason === 'left' ? HOOK_MS : 0;
        if (!closing.signal.aborted) closing.abort(0);
        const last = await atMost(
          starting.then(started => started?.close(hookMs || undefined)),
          CLEAN_UP_MS + hookMs,
          options.clock,
        );
        if (last) host.stderr.write(`${options.secrets.redact(last)}\n`);
      },
    },
  );
  if (next !== null && end.reason === 'left') return {profile: next};
  if (problem === null || end.code !== FAILED_START) return end.code;
  if (!(problem instanceof SettingsError)) throw problem;
  // Loaded only now: what it knows of the API's errors would delay the first frame.
  const {errorWords} = await import('./error-words.js');
  host.stderr.write(errorWords(problem, false, text => options.secrets.redact(text)));
  return FAILED_START;
}

/** The next turn of the event loop: Ink has written its first frame by then. */
const afterFirstFrame = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
