import {execFile} from 'node:child_process';
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import xterm from '@xterm/headless';
import {type PtyProgram, startInPty} from '../pty.js';
import {until} from './until.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Written by the shell when the console has stopped and its modes have been told. */
const TOLD = '\x01told\x01';

/** 128 and the number of SIGSTOP or SIGTSTP, as a shell tells of a job that stands still. */
/** So much of what a console writes is enough to tell what it has put right, characters. */
const KEPT = 200_000;
const STOPS = [128 + 19, 128 + 20];

/**
 * A shell with job control, as an operator's: the console is a job of its own, stops, and is brought back by `fg`. It leads
 * the session; a hangup that it gets must not keep it from writing down how the console ended.
 */
function shellOf(files: Files): string {
  return [
    'trap : HUP TERM INT; set -m',
    `sh "${files.job}" "$@"`,
    'code=$?',
    `while ${STOPS.map(code => `[ "$code" -eq ${code} ]`).join(' || ')}; do`,
    "  stty -a; printf '\\001told\\001\\n'",
    `  while [ ! -e "${files.go}" ]; do sleep 0.02; done; rm -f "${files.go}"`,
    '  fg >/dev/null; code=$?',
    'done',
    'stty -a',
  ].join('\n');
}

/** The job: a shell that has lost its terminal no longer knows how its jobs ended, so one beside the console tells. */
const jobOf = (files: Files): string =>
  [
    'trap : HUP TERM INT',
    `sh -c 'echo $$ >"$0"; exec "$@" 2>>"${files.errors}"' "${files.pid}" "$@"`,
    `echo "$?" >"${files.code}"`,
  ].join('\n');

/** Files by which the shells and this process tell each other something. */
type Files = Readonly<Record<'pid' | 'errors' | 'go' | 'code' | 'job', string>>;

/** The built console in a pseudo-terminal of 120×40, under a shell with job control. */
export type ObservedConsole = {
  readonly program: PtyProgram;
  readonly pid: number;
  readonly send: (bytes: string | Uint8Array) => void;
  /** The screen as it is. */
  readonly text: () => string;
  /** Whether the screen shows it within `ms`; false too when the console ends before. */
  readonly shows: (wanted: RegExp, ms: number) => Promise<boolean>;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  readonly isRunning: () => boolean;
  /** Aborts when the console has ended. */
  readonly ended: AbortSignal;
  /** Resolves to what was written when the console stopped, its modes told; null where it did not within `ms`. */
  readonly stopped: (ms: number) => Promise<string | null>;
  /** Brings a stopped console back; resolves to the moment, monotonic ms. */
  readonly goOn: () => number;
  /** What it has written to stderr. */
  readonly errors: () => string;
  /** The exit code as the shell tells it; null where the shell did not get to tell it within `ms`. */
  readonly code: (ms: number) => Promise<number | null>;
};

/** Starts it with everything that it keeps below `home`; resolves when its first frame is painted. */
export async function startObserved(options: {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly rate: number;
  readonly name: string;
}): Promise<ObservedConsole> {
  const {home, name} = options;
  const file = (what: string): string => join(home, `${name}.${what}`);
  const files: Files = {
    pid: file('pid'),
    errors: file('stderr'),
    go: file('go'),
    code: file('code'),
    job: file('sh'),
  };
  for (const path of Object.values(files)) rmSync(path, {force: true});
  writeFileSync(files.job, jobOf(files));
  const screen = new xterm.Terminal({cols: 120, rows: 40, allowProposedApi: true, scrollback: 50});
  const words = [process.execPath, PROGRAM, '--rate', String(options.rate)];
  /** What was written since it last stopped; and, for each time it stopped, what was written until then. */
  let told = '';
  const stops: string[] = [];
  const program = startInPty(['sh', '-c', shellOf(files), 'shell', ...words], {
    environment: options.environment,
    onOutput: text => {
      screen.write(text);
      told = (told + text).slice(-KEPT);
      if (told.includes(TOLD)) {
        stops.push(told.slice(0, told.indexOf(TOLD)));
        told = told.slice(told.indexOf(TOLD) + TOLD.length);
      }
    },
  });
  const ended = new AbortController();
  void program.exited.then(() => ended.abort());
  await program.waitFor(/Queues/, 30_000);
  const pid = Number(readFileSync(files.pid, 'utf8'));
  const text = (): string => {
    const {active} = screen.buffer;
    return Array.from(
      {length: screen.rows},
      (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
    ).join('\n');
  };
  const isRunning = (): boolean => !ended.signal.aborted && stateOf(pid) !== null;

  return {
    program,
    pid,
    text,
    isRunning,
    ended: ended.signal,
    send: bytes => {
      if (isRunning()) program.send(bytes);
    },
    shows: (wanted, ms) => until(() => wanted.test(text()), ms, ended.signal),
    resize: async (columns, rows) => {
      const device = program.device();
      if (device === null || !isRunning()) return;
      screen.resize(Math.max(2, columns), Math.max(1, rows));
      await new Promise<void>(resolve => {
        execFile('stty', ['-F', device, 'rows', String(rows), 'cols', String(columns)], () => resolve());
      });
    },
    stopped: async ms => {
      await until(() => stops.length > 0, ms, ended.signal);
      return stops.shift() ?? null;
    },
    goOn: () => {
      writeFileSync(files.go, '');
      return performance.now();
    },
    // Ink shows the cursor once more by stderr, wherever that leads.
    errors: () => (existsSync(files.errors) ? readFileSync(files.errors, 'utf8').replaceAll('\x1b[?25h', '') : ''),
    code: async ms => {
      const read = (): string => (existsSync(files.code) ? readFileSync(files.code, 'utf8').trim() : '');
      await until(() => read() !== '', ms);
      return read() === '' ? null : Number(read());
    },
  };
}

/** The letter of a process' state, such as T for stopped; null where it has ended. */
export function stateOf(pid: number): string | null {
  try {
    const state = /State:\s+(\w)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? null;
    return state === 'Z' ? null : state;
  } catch {
    return null;
  }
}

/** The process group of a process: the console's job, as a shell knows it. */
export function groupOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name, in brackets, may hold blanks itself.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
