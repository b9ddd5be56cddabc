import {type ChildProcess, spawn} from 'node:child_process';
import PQueue from 'p-queue';
import type {Clock} from '../lib/clock.js';
import {type CommandFailure, commandEnvironment, commandProblem} from '../settings/command-words.js';
import type {Environment} from '../settings/directories.js';

/** A run may take this long, ms; then it is killed, with all that it has started. */
const LONGEST_MS = 10_000;
/** Most that wait to be told; what comes on top of them is left out. */
const MOST_WAITING = 1000;
/** What a run that has ended wrote to stderr is read by then, ms. */
const LAST_WORDS_MS = 500;
/** Of what a run writes to stderr so much is looked at, characters. */
const STDERR_KEPT = 1000;

/** What a hook is run with. */
export type HookOptions = {
  /** The key that names it, for messages. */
  readonly from: string;
  /** The command and its arguments. */
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly clock: Clock;
  /** Hears, once for each time that it begins to fail or to be too slow, what is wrong. */
  readonly onProblem: (words: string) => void;
  /** Ms that a run may take. */
  readonly longestMs?: number;
  /** Most that wait to be told. */
  readonly mostWaiting?: number;
};

/**
 * A command of the profile that is told of what happens: one run for each, one after the other, without a shell, what there is
 * to tell on its stdin. Each run is a session of its own, which no key of the terminal stops. Its failures stop nothing, and
 * nothing is told twice.
 */
export class Hook {
  readonly #options: HookOptions;
  readonly #queue = new PQueue({concurrency: 1});
  #isFailing = false;
  #isLeavingOut = false;
  #running: ChildProcess | null = null;

  constructor(options: HookOptions) {
    this.#options = options;
  }

  /** How much it has not been told yet. */
  get untold(): number {
    return this.#queue.size + this.#queue.pending;
  }

  /** Runs the command with `line` on its stdin, after all that was told before. Never throws. */
  tell(line: string): void {
    const {from, mostWaiting = MOST_WAITING} = this.#options;
    if (this.#queue.size >= mostWaiting) {
      if (!this.#isLeavingOut)
        this.#say(`${from} is slower than what it is told: ${mostWaiting} wait, and more are left out.`);
      this.#isLeavingOut = true;
      return;
    }
    if (this.#queue.size === 0) this.#isLeavingOut = false;
    void this.#queue.add(() => this.#run(line));
  }

  /** Resolves when everything was told. */
  settled(): Promise<void> {
    return this.#queue.onIdle();
  }

  /** Tells nothing more, and kills the run that is under way: nobody would see to it any more. */
  close(): void {
    this.#queue.clear();
    if (this.#running) killGroup(this.#running);
  }

  async #run(line: string): Promise<void> {
    const {words, environment, longestMs = LONGEST_MS} = this.#options;
    const [command = '', ...rest] = words;
    const over = new AbortController();
    let stderr = '';
    try {
      // Starting a process takes a moment; whoever tells is not to wait for it.
      await new Promise(setImmediate);
      const child: ChildProcess = spawn(command, rest, {
        env: commandEnvironment(environment) as NodeJS.ProcessEnv,
        stdio: ['pipe', 'ignore', 'pipe'],
        detached: true,
      });
      this.#running = child;
      const ended = endOf(child);
      // One that could not be started has no streams.
      const closed = new Promise<void>(resolve => child.stderr?.once('close', resolve));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(0, STDERR_KEPT);
      });
      // One that does not read what it is told is no error of ours.
      child.stdin?.on('error', () => undefined).end(line);
      const failure = await Promise.race([ended, this.#tooLong(child, longestMs, over.signal)]);
      // What it has started may hold its stderr open for ever.
      await Promise.race([closed, this.#options.clock.sleep(LAST_WORDS_MS, over.signal)]);
      child.stderr?.destroy();
      child.stdin?.destroy();
      if (failure) throw failure;
      this.#isFailing = false;
    } catch (error) {
      this.#failed(error as CommandFailure, {command, stderr, timeout: longestMs});
    } finally {
      this.#running = null;
      over.abort();
    }
  }

  /** Kills what has not ended in time; never resolves where `signal` aborts before. */
  async #tooLong(child: ChildProcess, ms: number, signal: AbortSignal): Promise<CommandFailure> {
    const isLate = await this.#options.clock.sleep(ms, signal).then(
      () => true,
      () => false,
    );
    if (!isLate) return new Promise(() => {});
    // After a stop of this process, an end that came in time is heard only now.
    await new Promise(setImmediate);
    if (child.exitCode === null && child.signalCode === null) killGroup(child);
    return {killed: true};
  }

  #failed(failure: CommandFailure, ran: {command: string; stderr: string; timeout: number}): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    this.#say(commandProblem(this.#options.from, ran.command, {failure, ...ran}));
  }

  #say(words: string): void {
    try {
      this.#options.onProblem(words);
    } catch {
      // Whoever tells the hook has nothing to do with who hears of it.
    }
  }
}

/** Resolves to null when the command has ended well, else to how it failed; what could not be started has failed. */
const endOf = (child: ChildProcess): Promise<CommandFailure | null> =>
  new Promise(resolve => {
    child.once('error', error => resolve({code: (error as NodeJS.ErrnoException).code}));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : {code: code ?? signal}));
  });

function killGroup({pid}: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended just now, or runs as somebody else.
  }
}
