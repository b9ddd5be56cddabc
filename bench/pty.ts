import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';

/** A program in a real pseudo-terminal, by util-linux `script`. */
export type PtyProgram = {
  /** What it has written, control sequences included; of much, the end. */
  readonly output: () => string;
  /** The terminal's device, such as /dev/pts/3; null before the program runs. */
  readonly device: () => string | null;
  /** Settles with the ms from the start of the program to the moment when its output first matched. */
  readonly waitFor: (wanted: RegExp, timeout?: number) => Promise<number>;
  readonly send: (bytes: string | Uint8Array) => void;
  /** The exit code. */
  readonly exited: Promise<number>;
  readonly kill: () => void;
  /** The terminal's side: stopped, it takes no more output; killed, the terminal is gone. */
  readonly terminal: {readonly pid: number; readonly signal: (signal: NodeJS.Signals) => void};
};

/** Tells that the shell hands over to the program; times are counted from here, so that no shell is measured. */
const MARK = '\x01start\x01';

/** More output than this is not kept. */
const KEPT = 300_000;

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** `after`: shell commands for when the program has ended; `onOutput` sees everything that it writes. */
export type PtyOptions = {
  readonly environment?: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly rows?: number;
  readonly after?: string;
  readonly onOutput?: (text: string) => void;
};

/** Starts `words` in a pseudo-terminal of the given size. */
export function startInPty(words: readonly string[], options: PtyOptions = {}): PtyProgram {
  const {environment = process.env, columns = 120, rows = 40, after, onOutput} = options;
  const start = `stty rows ${rows} cols ${columns}; tty; printf '\\001start\\001\\n'`;
  const program = words.map(quote).join(' ');
  const line =
    after === undefined ? `${start}; exec ${program}` : `${start}; ${program}; code=$?; ${after}; exit $code`;
  const child: ChildProcessWithoutNullStreams = spawn('script', ['-qfec', line, '/dev/null'], {
    env: {...environment, TERM: 'xterm-256color', SHELL: '/bin/sh'},
  });
  let output = '';
  let device: string | null = null;
  let startedAt: number | null = null;
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output = (output + text).slice(-KEPT);
    device ??= /\/dev\/[\w/]+/.exec(output)?.[0] ?? null;
    onOutput?.(text);
    if (startedAt === null && output.includes(MARK)) startedAt = performance.now();
    for (const listener of listeners) listener();
  });
  child.stdin.on('error', () => {});
  const exited = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      resolve(code ?? 1);
      for (const listener of listeners) listener();
    });
  });
  return {
    output: () => output,
    device: () => device,
    exited,
    send: bytes => child.stdin.write(bytes),
    kill: () => child.kill('SIGKILL'),
    terminal: {pid: child.pid ?? 0, signal: signal => void child.kill(signal)},
    waitFor: (wanted, timeout = 20_000) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer);
          listeners.delete(check);
        };
        const check = (): void => {
          const at = performance.now();
          if (startedAt !== null && wanted.test(output)) {
            end();
            resolve(at - startedAt);
          } else if (child.exitCode !== null) {
            end();
            reject(new Error(`The program ended with ${child.exitCode} before ${wanted} was shown:\n${output}`));
          }
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`${wanted} was not shown within ${timeout} ms:\n${output.slice(-3000)}`));
        }, timeout);
        listeners.add(check);
        check();
      }),
  };
}
