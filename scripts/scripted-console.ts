import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {runConsole} from '../source/commands/console.js';
import type {Clock} from '../source/lib/clock.js';
import {KnownSecrets} from '../source/lib/known-secrets.js';
import {parseArguments} from '../source/settings/parse-arguments.js';
import {openTerminal, type TestTerminal} from '../test/helpers/screen.js';

/** The real console on a terminal in memory. */
export type ScriptedConsole = {
  readonly terminal: TestTerminal;
  /** The exit code. */
  readonly exited: Promise<number>;
  /** What it has written to stderr. */
  readonly errors: () => string;
  /** Removes what it has kept on disk. */
  readonly dispose: () => Promise<void>;
};

/** Starts the console as `floorwalker …words` would, with a home of its own. */
export async function startScriptedConsole(options: {
  readonly words: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly columns: number;
  readonly rows: number;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<ScriptedConsole> {
  const {clock, random, columns, rows} = options;
  const parsed = parseArguments([...options.words], import.meta);
  if (parsed.kind !== 'run') throw new Error(`not a console: ${options.words.join(' ')}`);
  const home = await mkdtemp(join(tmpdir(), 'floorwalker-'));
  const terminal = openTerminal({columns, rows});
  const stderr = new PassThrough().setEncoding('utf8');
  let errors = '';
  stderr.on('data', (text: string) => {
    errors += text;
  });
  const environment = {HOME: home, TERM: 'xterm-256color', ...options.environment};
  const exited = runConsole(
    {
      flags: parsed.flags,
      environment,
      home,
      cwd: home,
      uid: process.getuid?.(),
      clock,
      secrets: new KnownSecrets(),
      random,
    },
    {
      stdin: terminal.stdin as typeof process.stdin,
      stdout: terminal.stdout as typeof process.stdout,
      stderr: Object.assign(stderr, {isTTY: false}) as unknown as typeof process.stderr,
      // Crashes belong to whoever runs the script.
      on: () => process,
      off: () => process,
      pid: process.pid,
      kill: () => true,
      exit: () => undefined as never,
      env: environment,
    },
  );
  return {
    terminal,
    exited,
    errors: () => errors,
    dispose: async () => {
      terminal.dispose();
      await rm(home, {recursive: true, force: true});
    },
  };
}
