import {type ApiError, CredentialsRefusedError, RateLimitedError} from '../api/errors.js';
import type {Flags} from '../settings/flags.js';
import {safeText} from '../terminal/safe-text.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT, exitCodeOf} from './exit-code.js';
import {jsonLine} from './json-line.js';
import {type OpenTenant, openTenant} from './open-tenant.js';
import {type SnapshotError, snapshotPicture} from './snapshot-picture.js';
import {SnapshotPoller} from './snapshot-poller.js';
import {showProgress} from './snapshot-progress.js';

/** A tenant that has not answered anything after so many tries is given up. */
const MOST_TRIES_AT_START = 3;
/** Without `--timeout` a snapshot goes on as long as answers come: this long without one ends it, ms. */
const LONGEST_SILENCE_MS = 120_000;

/**
 * `floorwalker snapshot`: asks everything once, then prints one picture. Resolves to the exit code: 0, or 1 for a
 * picture that is not complete. Throws SettingsError, and the last ApiError when the tenant never answered.
 */
export async function runSnapshot(flags: Flags, io: CommandIo): Promise<number> {
  const ending = new Ending(io);
  try {
    const tenant = await openTenant({...io, flags: {...flags, readOnly: true}});
    try {
      // Read now, so that a token which cannot be had is told before anything is sent.
      await Promise.race([tenant.settings.token(), ending.result]);
      return await snapshot(tenant, {flags, io, ending});
    } finally {
      await tenant.close();
    }
  } finally {
    ending.close();
  }
}

type SnapshotOptions = {readonly flags: Flags; readonly io: CommandIo; readonly ending: Ending};

async function snapshot({session, settings}: OpenTenant, {flags, io, ending}: SnapshotOptions): Promise<number> {
  const {clock, stdout, stderr} = io;
  const errors = new Map<string, SnapshotError>();
  let lastError: ApiError | null = null;
  let tries = 0;
  // Restarted by each answer; ends the wait when none comes any more.
  let silence = new AbortController();
  let isAnswered = false;

  const poller = new SnapshotPoller(session, ({operation, error}) => {
    if (ending.signal.aborted) return;
    lastError = error;
    tries += 1;
    // Refusals by the rate limit are counted in the budget; each is asked again.
    if (!(error instanceof RateLimitedError)) {
      const message = safeText(error.message, 500);
      errors.set(`${operation} ${message}`, {operation, message});
    }
    if (isAnswered) return finishIfDone();
    if (error instanceof CredentialsRefusedError || tries >= MOST_TRIES_AT_START) ending.fail(error);
  });
  const finishIfDone = () => {
    if (poller.isDone()) ending.end(EXIT.ok);
  };
  const endAfter = (ms: number, signal: AbortSignal) =>
    void clock.sleep(ms, AbortSignal.any([signal, ending.signal])).then(
      () => ending.end(EXIT.failed),
      () => {},
    );
  const awaitAnswer = () => {
    silence.abort();
    silence = new AbortController();
    endAfter(Math.max(LONGEST_SILENCE_MS, 20 * session.budget.interval), silence.signal);
  };
  if (flags.timeout === undefined) awaitAnswer();
  else endAfter(flags.timeout, ending.signal);

  const stops = [
    session.listen({
      onRequest: ({error}) => {
        if (error !== null) return;
        isAnswered = true;
        if (flags.timeout === undefined) awaitAnswer();
      },
    }),
    session.picture.onChange(finishIfDone),
  ];
  const progress = () => poller.progress();
  const shown = showProgress({stderr, clock, budget: session.budget, tenant: settings.tenant, progress}, ending.signal);
  await poller.run(ending.signal).catch(error => ending.fail(error));
  for (const stop of stops) stop();
  await shown;

  const code = await ending.result;
  if (code !== EXIT.ok && code !== EXIT.failed) return code;
}
