import {homedir} from 'node:os';
import type {CommandIo, EndSignal} from './commands/command-io.js';
import {systemClock} from './lib/clock.js';
import type {Command} from './settings/commands.js';
import type {Flags} from './settings/flags.js';
import {parseArguments} from './settings/parse-arguments.js';
import {colourEnvironment} from './terminal/colour-environment.js';
import {letGoOfLostTerminal} from './terminal/lost-terminal.js';

/** Reads the command line, runs the command and ends the process with its exit code. */
export async function main(): Promise<void> {
  const code = await run();
  letGoOfLostTerminal();
  process.exit(code);
}

async function run(): Promise<number> {
  try {
    const parsed = parseArguments(process.argv.slice(2), import.meta);
    if (parsed.kind !== 'run') {
      process.stdout.write(`${parsed.text.trimEnd()}\n`);
      return 0;
    }
    Object.assign(process.env, colourEnvironment(process.env, {noColor: !parsed.flags.color}));
    environment = {...process.env};
    // Editors and whatever else is started from here on get this process's environment, and must not get the token.
    delete process.env['FLOORWALKER_TOKEN'];
    return await COMMANDS[parsed.command](parsed.flags, parsed.word);
  } catch (error) {
    // Loaded only now: what they know of the API's errors would delay the first frame.
    const [{errorWords}, {exitCodeOf}] = await Promise.all([
      import('./commands/error-words.js'),
      import('./commands/exit-code.js'),
    ]);
    process.stderr.write(`${errorWords(error, Boolean(process.env['FLOORWALKER_DEBUG'])).trimEnd()}\n`);
    return exitCodeOf(error);
  }
}

// Each command is loaded when it is asked for: nothing of the others delays its first output.
const COMMANDS: Readonly<Record<Command, (flags: Flags, word?: string) => Promise<number>>> = {
  console: async flags => (await import('./commands/console.js')).runConsole({flags, ...surroundings()}, process),
  snapshot: async flags => (await import('./commands/snapshot.js')).runSnapshot(flags, commandIo()),
  watch: async flags => (await import('./commands/watch.js')).runWatch(flags, commandIo()),
  operations: async (flags, id) => (await import('./commands/operations.js')).runOperations(id, flags, commandIo()),
  call: async (flags, id) => (await import('./commands/call/call.js')).runCall(id ?? '', flags, commandIo()),
  approve: async (flags, file) => (await import('./commands/approve.js')).runApprove(file ?? '', flags, commandIo()),
  completion: async (_flags, shell) =>
    (await import('./commands/completion/completion.js')).runCompletion(shell ?? '', commandIo()),
  doctor: async flags => (await import('./commands/doctor/doctor.js')).runDoctor(flags, commandIo()),
  audit: async (flags, file) => (await import('./commands/audit/audit.js')).runAudit(file, flags, commandIo()),
  simulate: async flags => (await import('./commands/simulate.js')).runSimulate(flags, commandIo()),
};

/** The environment as the program was started with it. */
let environment: NodeJS.ProcessEnv = process.env;

const surroundings = () => ({
  environment,
  home: homedir(),
  cwd: process.cwd(),
  uid: process.getuid?.(),
  clock: systemClock,
  random: Math.random,
});

const commandIo = (): CommandIo => ({
  ...surroundings(),
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
