import {jsonLine} from '../lib/json-line.js';
import type {Flags} from '../settings/flags.js';
import {type Collected, collectSnapshot} from './collect-snapshot.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {errorWords} from './error-words.js';
import {EXIT, exitCodeOf} from './exit-code.js';
import {type OpenTenant, openTenant} from './open-tenant.js';
import {snapshotPicture} from './snapshot-picture.js';
import {showProgress} from './snapshot-progress.js';

/**
 * `floorwalker snapshot`: asks everything once, then prints one picture on stdout; its plan and the time left on stderr.
 * Resolves to the exit code: 0, or 1 for a picture that is not complete. Throws SettingsError, and the ApiError of a
 * tenant that refuses the credentials or cannot be reached.
 */
export async function runSnapshot(flags: Flags, io: CommandIo): Promise<number> {
  const ending = new Ending(io);
  try {
    const tenant = await openTenant({...io, flags: {...flags, readOnly: true}});
    try {
      // Read now, so that a token which cannot be had is told before anything is sent.
      await Promise.race([tenant.settings.token(), ending.result]);
      return await snapshot(tenant, flags, io, ending);
    } finally {
      await tenant.close();
    }
  } finally {
    ending.close();
  }
}

async function snapshot(
  {session, settings}: OpenTenant,
  flags: Flags,
  {stdout, stderr, clock}: CommandIo,
  ending: Ending,
): Promise<number> {
  const {tenant} = settings;
  const collected = await collectSnapshot({
    session,
    timeout: flags.timeout,
    signal: ending.signal,
    show: (progress, over) => showProgress({stderr, clock, budget: session.budget, tenant, progress}, over),
  });
  if (ending.signal.aborted) return ending.result;
  const {complete, errors} = collected;
  const written = new Promise<void>(resolve => {
    stdout.write(jsonLine(snapshotPicture(session, {tenant, complete, errors})), () => resolve());
  });
  if (!complete) stderr.write(incompleteWords(collected));
  // A broken pipe ends it quietly, a signal at once.
  await Promise.race([written, ending.result]);
  ending.end(codeOf(collected));
  return ending.result;
}

function codeOf({complete, isAnswered, lastError}: Collected): number {
  if (complete) return EXIT.ok;
  return isAnswered || lastError === null ? EXIT.failed : exitCodeOf(lastError);
}

function incompleteWords({progress, lastError}: Collected): string {
  const {known, total, isPlanned} = progress;
  const words = isPlanned
    ? `${total - known} of ${total} questions were not answered`
    : 'not even the queues are known';
  return `The picture is not complete: ${words}.\n${lastError ? errorWords(lastError) : ''}`;
}
