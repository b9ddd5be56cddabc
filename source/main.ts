import {homedir} from 'node:os';
import type {CommandIo, EndSignal} from './commands/command-io.js';
import {systemClock} from './lib/clock.js';
import {KnownSecrets} from './lib/known-secrets.js';
import type {Command} from './settings/commands.js';
import type {Flags} from './settings/flags.js';
import {parseArguments} from './settings/parse-arguments.js';
import {colourEnvironment} from './terminal/colour-environment.js';
import {describeCrash} from './terminal/describe-crash.js';
import {letGoOfLostTerminal} from './terminal/lost-terminal.js';

/** Reads the command line, runs the command and ends the process with its exit code. */
export async function main(): Promise<void> {
  const secrets = new KnownSecrets();
  const code = await run(secrets);
  letGoOfLostTerminal();
  process.exit(code);
}

async function run(secrets: KnownSecrets): Promise<number> {
  try {
    const parsed = parseArguments(process.argv.slice(2), import.meta);
    if (parsed.kind !== 'run') {
      process.stdout.write(`${parsed.text.trimEnd()}\n`);
      return 0;
    }
    Object.assign(process.env, colourEnvironment(process.env, {noColor: !parsed.flags.color}));
    const given = commandIo({...process.env}, secrets);
    // Editors and whatever else is started from here on get this process's environment, and must not get the token.
    delete process.env['FLOORWALKER_TOKEN'];
    // The console gives its terminal back first, and tells it itself.
    if (parsed.command !== 'console') {
      process.on('uncaughtException', error => {
        process.stderr.write(describeCrash(error, withStack(), text => secrets.redact(text)));
        process.exit(1);
      });
    }
    return await COMMANDS[parsed.command](parsed.flags, given, parsed.word);
  } catch (error) {
    return tell(error, secrets);
  }
}

/** Says what went wrong, without any secret; resolves to the exit code. */
async function tell(error: unknown, secrets: KnownSecrets): Promise<number> {
  // Loaded only now: what they know of the API's errors would delay the first frame.
  const [{errorWords}, {exitCodeOf}] = await Promise.all([
    import('./commands/error-words.js'),
    import('./commands/exit-code.js'),
  ]);
  const words = errorWords(error, withStack(), text => secrets.redact(text));
  process.stderr.write(`${words.trimEnd()}\n`);
  return exitCodeOf(error);
}

const withStack = (): boolean => Boolean(process.env['FLOORWALKER_DEBUG']);

// Each command is loaded when it is asked for: nothing of the others delays its first output.
const COMMANDS: Readonly<Record<Command, (flags: Flags, io: CommandIo, word?: string) => Promise<number>>> = {
  console: async (flags, io) => (await import('./commands/console.js')).runConsole({flags, ...io}, process),
  snapshot: async (flags, io) => (await import('./commands/snapshot.js')).runSnapshot(flags, io),
  watch: async (flags, io) => (await import('./commands/watch.js')).runWatch(flags, io),
  operations: async (flags, io, id) => (await import('./commands/operations.js')).runOperations(id, flags, io),
  call: async (flags, io, id = '') => (await import('./commands/call/call.js')).runCall(id, flags, io),
  approve: async (flags, io, file = '') => (await import('./commands/approve.js')).runApprove(file, flags, io),
  completion: async (_flags, io, shell = '') =>
    (await import('./commands/completion/completion.js')).runCompletion(shell, io),
  doctor: async (flags, io) => (await import('./commands/doctor/doctor.js')).runDoctor(flags, io),
  audit: async (flags, io, file) => (await import('./commands/audit/audit.js')).runAudit(file, flags, io),
  simulate: async (flags, io) => (await import('./commands/simulate.js')).runSimulate(flags, io),
};

const commandIo = (environment: NodeJS.ProcessEnv, secrets: KnownSecrets): CommandIo => ({
  environment,
  secrets,
  home: homedir(),
  cwd: process.cwd(),
  uid: process.getuid?.(),
  clock: systemClock,
  random: Math.random,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal: listener => {
    const signals: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const listeners = signals.map(signal => ({signal, heard: () => listener(signal)}));
    for (const {signal, heard} of listeners) process.on(signal, heard);
    return () => {
      for (const {signal, heard} of listeners) process.off(signal, heard);
    };
  },
});
