import {spawn} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type PtyProgram, startInPty} from '../pty.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
/** A process that does not end by itself is killed after so long, ms. */
const LONGEST_MS = 30_000;

/** The built program in surroundings of its own, and every byte that it has written. */
export class Program {
  /** Everything below this is the program's: its home, its state, its temporary files. */
  readonly home: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #written: {readonly what: string; readonly bytes: Buffer}[] = [];

  constructor(home: string, environment: NodeJS.ProcessEnv) {
    this.home = home;
    this.#environment = {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_STATE_HOME: join(home, 'state'),
      XDG_CACHE_HOME: join(home, 'cache'),
      TMPDIR: join(home, 'tmp'),
      FLOORWALKER_DEBUG: '1',
      ...environment,
    };
  }

  /** What was written, run by run. */
  get written(): readonly {readonly what: string; readonly bytes: Buffer}[] {
    return this.#written;
  }

  async prepare(): Promise<void> {
    await mkdir(join(this.home, 'tmp'), {recursive: true});
  }

  /** Runs a command to its end, or to a signal after `endAfter` ms. Resolves to its exit code. */
  async run(words: readonly string[], more: NodeJS.ProcessEnv = {}, endAfter?: number): Promise<number | null> {
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env: {...this.#environment, ...more},
      cwd: this.home,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pieces: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    const timer = setTimeout(() => child.kill(endAfter === undefined ? 'SIGKILL' : 'SIGTERM'), endAfter ?? LONGEST_MS);
    const code = await new Promise<number | null>(resolve => child.on('close', resolve));
    clearTimeout(timer);
    this.#written.push({what: words.join(' '), bytes: Buffer.concat(pieces)});
    return code;
  }

  /** Starts the program in a pseudo-terminal; `end` writes down what it has written. */
  start(
    words: readonly string[],
    more: NodeJS.ProcessEnv,
    onOutput: (text: string) => void,
  ): PtyProgram & {readonly end: () => Promise<number>} {
    const pieces: string[] = [];
    const program = startInPty([process.execPath, PROGRAM, ...words], {
      environment: {...this.#environment, ...more},
      columns: 200,
      rows: 50,
      onOutput: text => {
        pieces.push(text);
        onOutput(text);
      },
    });
    return {
      ...program,
      end: async () => {
        const timer = setTimeout(() => program.kill(), LONGEST_MS);
        const code = await program.exited;
        clearTimeout(timer);
        this.#written.push({what: `console ${words.join(' ')}`, bytes: Buffer.from(pieces.join(''))});
        return code;
      },
    };
  }
}
