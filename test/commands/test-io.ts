import {EventEmitter} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable, Writable} from 'node:stream';
import {onTestFinished} from 'vitest';
import {stringify} from 'yaml';
import type {CommandIo, EndSignal} from '../../source/commands/command-io.js';
import {systemClock} from '../../source/lib/clock.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';

/** A command's surroundings, held in memory. */
export type TestIo = CommandIo & {
  readonly out: Capture;
  readonly err: Capture;
  readonly signal: (name: EndSignal) => void;
};

/** A stream that keeps what was written to it. */
export class Capture extends Writable {
  readonly isTTY: boolean;
  text = '';
  /** Set: every write waits for `release`. */
  isHeld = false;
  /** Set: the reader has gone after so many writes. */
  breaksAfter = Number.POSITIVE_INFINITY;
  /** How the system names that. */
  breaksWith = 'EPIPE';
  writes = 0;
  #release: (() => void) | null = null;
  readonly #news = new EventEmitter().setMaxListeners(0);

  constructor(isTTY = false) {
    super({decodeStrings: false, highWaterMark: 1024});
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, done: (error?: Error) => void): void {
    this.writes += 1;
    if (this.writes > this.breaksAfter) {
      done(Object.assign(new Error(`write ${this.breaksWith}`), {code: this.breaksWith}));
      return;
    }
    this.text += chunk;
    this.#news.emit('text');
    if (this.isHeld) this.#release = done;
    else done();
  }

  /** Lets held writes through, now and from now on. */
  release(): void {
    this.isHeld = false;
    this.#release?.();
  }

  /** Lines so far that are complete, each read as JSON. */
  lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line));
  }

  /** Resolves once `isThere` holds for what was written. */
  async until(isThere: (text: string) => boolean): Promise<void> {
    while (!isThere(this.text)) await new Promise(resolve => this.#news.once('text', resolve));
  }
}

/** What of a command's surroundings a test may choose. `statuses`: written into a profile named `test`. */
export type TestIoOptions = {
  readonly environment?: CommandIo['environment'];
  readonly statuses?: ReadonlyMap<number, string>;
  readonly isTTY?: boolean;
  /** What comes in on standard input. */
  readonly input?: string;
  readonly uid?: number;
};

function homeWith(statuses: ReadonlyMap<number, string>): string {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-commands-'));
  onTestFinished(() => rmSync(home, {recursive: true}));
  mkdirSync(join(home, '.config', 'floorwalker'), {recursive: true});
  const text = stringify({profiles: {test: {statuses: Object.fromEntries(statuses)}}});
  writeFileSync(join(home, '.config', 'floorwalker', 'config.yaml'), text);
  return home;
}

export function testIo(options: TestIoOptions = {}): TestIo {
  const signals = new EventEmitter();
  const out = new Capture(options.isTTY);
  const err = new Capture(options.isTTY);
  return {
    out,
    err,
    stdin: Object.assign(Readable.from([options.input ?? '']), {isTTY: false}),
    stdout: out,
    stderr: err,
    signal: name => signals.emit('signal', name),
    onSignal: listener => {
      signals.on('signal', listener);
      return () => signals.off('signal', listener);
    },
    environment: options.environment ?? {},
    home: options.statuses ? homeWith(options.statuses) : '/nonexistent',
    cwd: '/',
    uid: options.uid,
    clock: systemClock,
    secrets: new KnownSecrets(),
    random: () => 0.5,
  };
}
