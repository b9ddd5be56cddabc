import {EventEmitter} from 'node:events';
import {Readable, Writable} from 'node:stream';
import type {CommandIo} from '../../source/commands/command-io.js';
import {errorWords} from '../../source/commands/error-words.js';
import {systemClock} from '../../source/lib/clock.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';
import type {Flags} from '../../source/settings/flags.js';
import {parseArguments} from '../../source/settings/parse-arguments.js';

/** What a command has written. */
export type Ran = {readonly out: Buffer; readonly err: string; readonly failed: boolean};

/** Keeps every byte. */
class Kept extends Writable {
  readonly isTTY: boolean;
  readonly columns = 100;
  readonly #pieces: Buffer[] = [];

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.#pieces.push(piece);
    done();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/**
 * Runs a command in this process as the program does, a failure becoming words on stderr. `isTerminal`: both outputs are one.
 */
export async function runCommand(
  run: (flags: Flags, word: string | undefined, io: CommandIo) => Promise<number>,
  words: readonly string[],
  {home, token, isTerminal = false}: {readonly home: string; readonly token: string; readonly isTerminal?: boolean},
): Promise<Ran> {
  const out = new Kept(isTerminal);
  const err = new Kept(isTerminal);
  const signals = new EventEmitter();
  const io: CommandIo = {
    stdin: Object.assign(Readable.from(['']), {isTTY: false}),
    stdout: out,
    stderr: err,
    onSignal: listener => {
      signals.on('signal', listener);
      return () => signals.off('signal', listener);
    },
    environment: {FLOORWALKER_TOKEN: token, XDG_STATE_HOME: `${home}/state`, XDG_CONFIG_HOME: `${home}/config`},
    home,
    cwd: home,
    uid: process.getuid?.(),
    clock: systemClock,
    secrets: new KnownSecrets(),
    random: () => 0.5,
  };
  let failed = false;
  try {
    const parsed = parseArguments(words, import.meta);
    if (parsed.kind !== 'run') throw new Error(`${words.join(' ')} prints ${parsed.kind}`);
    await run(parsed.flags, parsed.word, io);
  } catch (error) {
    failed = true;
    err.write(`${errorWords(error).trimEnd()}\n`);
  }
  return {out: out.bytes, err: err.bytes.toString('utf8'), failed};
}
