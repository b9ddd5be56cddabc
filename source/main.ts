import {homedir} from 'node:os';
import {systemClock} from './lib/clock.js';
import {parseArguments} from './settings/parse-arguments.js';
import {SettingsError} from './settings/settings-error.js';
import {colourEnvironment} from './terminal/colour-environment.js';

/** Reads the command line, runs the command and ends the process with its exit code. */
export async function main(): Promise<void> {
  process.exit(await run());
}

async function run(): Promise<number> {
  try {
    const parsed = parseArguments(process.argv.slice(2), import.meta);
    if (parsed.kind !== 'run') {
      process.stdout.write(`${parsed.text.trimEnd()}\n`);
      return 0;
    }
    const {command, flags} = parsed;
    Object.assign(process.env, colourEnvironment(process.env, {noColor: !flags.color}));
    const options = {
      flags,
      environment: process.env,
      home: homedir(),
      cwd: process.cwd(),
      uid: process.getuid?.(),
      clock: systemClock,
      random: Math.random,
    };
    switch (command) {
      case 'console': {
        const {runConsole} = await import('./commands/console.js');
        return await runConsole(options, process);
      }
      default:
        return 2;
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
