import type {ApiError} from '../api/errors.js';
import {CredentialsRefusedError} from '../api/errors.js';
import type {Clock} from '../lib/clock.js';
import type {TenantSession} from '../session/tenant-session.js';
import {stateDirectory} from '../settings/directories.js';
import type {Flags} from '../settings/flags.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT} from './exit-code.js';
import {keepHabits} from './keep-habits.js';
import {LineOutput} from './line-output.js';
import {type OpenTenant, openTenant} from './open-tenant.js';
import {WatchPrinter} from './watch-printer.js';

/**
 * `floorwalker watch`: one line of JSON per change seen, until a signal, the end of `--for`, or a reader that has gone.
 * Resolves to the exit code. Throws SettingsError; CredentialsRefusedError when that is all the tenant ever said; and,
 * at the end of `--for`, the last error when nothing was ever answered.
 */
export async function runWatch(flags: Flags, io: CommandIo): Promise<number> {
  const ending = new Ending(io);
  const {clock} = io;
  try {
    const tenant = await openTenant({...io, flags: {...flags, readOnly: true}});
    try {
      // Read now, so that a token which cannot be had is told before anything is sent.
      await Promise.race([tenant.settings.token(), ending.result]);
      const output = new LineOutput(io.stdout);
      const habits = tenant.simulated ? null : await habitsOf(tenant, io, ending.signal);
      try {
        return await watch(tenant.session, tenant.settings.tenant, {flags, clock, ending, output});
      } finally {
        await habits?.save();
      }
    } finally {
      await tenant.close();
    }
  } finally {
    ending.close();
  }
}

const habitsOf = ({settings, session}: OpenTenant, io: CommandIo, signal: AbortSignal) =>
  keepHabits({
    states: stateDirectory(io.environment, io.home),
    settings,
    session,
    signal,
    onProblem: problem => io.stderr.write(`${problem}\n`),
  });

type WatchOptions = {
  readonly flags: Flags;
  readonly clock: Clock;
  readonly ending: Ending;
  readonly output: LineOutput;
};

async function watch(session: TenantSession, tenant: string, options: WatchOptions): Promise<number> {
  const {flags, clock, ending, output} = options;
  const printer = new WatchPrinter({session, tenant, output, withRequests: flags.requests});
  let lastError: ApiError | null = null;
  const stopListening = session.listen({
    onFailure: (_, error) => {
      lastError = error;
      if (error instanceof CredentialsRefusedError && session.poller.health.state !== 'live' && !printer.hasAnswers) {
        ending.fail(error);
      }
    },
  });
  if (flags.for !== undefined) {
    const atEnd = () => (lastError && !printer.hasAnswers ? ending.fail(lastError) : ending.end(endCode(printer)));
    void clock.sleep(flags.for, ending.signal).then(atEnd, () => {});
  }
  ending.signal.addEventListener('abort', () => {
    printer.stop();
    stopListening();
  });
  await session.poller.run(ending.signal).catch(error => ending.fail(error));
  try {
    return await ending.result;
  } finally {
    // A signal must not wait for a reader that does not read.
    await Promise.race([output.flushed(), ending.signalled]);
  }
}

const endCode = (printer: WatchPrinter): number => (printer.hasAnswers ? EXIT.ok : EXIT.unreachable);
