import {spawn} from 'node:child_process';
import PQueue from 'p-queue';
import type {Clock} from '../lib/clock.js';
import {deferred} from '../lib/deferred.js';
import {type CommandFailure, commandEnvironment, commandProblem} from '../settings/command-words.js';
import type {Environment} from '../settings/directories.js';

/** A run may take this long, ms; then it is killed. */
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
  /** Hears, once for each time that it begins to fail, what is wrong. */
  readonly onProblem: (words: string) => void;
  /** Ms that a run may take. */
  readonly longestMs?: number;
  /** Most that wait to be told. */
  readonly mostWaiting?: number;
};

/**
 * A command of the profile that is told of what happens: one run for each, one after the other, without a shell, what there is
 * to tell on its stdin. Nobody waits for it, and its failures stop nothing.
 */
export class Hook {
  readonly #options: HookOptions;
  readonly #queue = new PQueue({concurrency: 1});
  #isFailing = false;

  constructor(options: HookOptions) {
    this.#options = options;
  }

  /** Runs the command with `line` on its stdin, after all that was told before. Never throws. */
  tell(line: string): void {
    const {from, mostWaiting = MOST_WAITING} = this.#options;
    if (this.#queue.size >= mostWaiting) {
      this.#failed(`${from} is slower than what it is told: ${mostWaiting} wait, and more are left out.`);
      return;
    }
    void this.#queue.add(() => this.#run(line));
  }

  /** Resolves when everything was told. */
  settled(): Promise<void> {
    return this.#queue.onIdle();
  }

  /** Resolves when the command has ended, however that was. */
  async #run(line: string): Promise<void> {
    const {from, words, environment, longestMs = LONGEST_MS} = this.#options;
    const [command = '', ...rest] = words;
    const ended = deferred<CommandFailure | null>();
    let stderr = '';
    try {
      const child = spawn(command, rest, {
        env: commandEnvironment(environment) as NodeJS.ProcessEnv,
        stdio: ['pipe', 'ignore', 'pipe'],
        timeout: longestMs,
        killSignal: 'SIGKILL',
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(0, STDERR_KEPT);
      });
      child.once('error', ended.reject);
      child.once('exit', (code, signal) =>
        ended.resolve(code === 0 ? null : {code: code ?? signal, killed: child.killed}),
      );
      // One that does not read what it is told is no error of ours.
      child.stdin.on('error', () => undefined);
      child.stdin.end(line);
      const closed = new Promise<void>(resolve => child.stderr.once('close', resolve));
      const failure = await ended.promise;
      // What it has started may hold its stderr open for ever.
      await Promise.race([closed, this.#options.clock.sleep(LAST_WORDS_MS)]);
      child.stderr.destroy();
      if (failure) throw failure;
      this.#isFailing = false;
    } catch (error) {
      const failure = error as CommandFailure;
      this.#failed(commandProblem(from, command, {failure, stderr, timeout: longestMs}));
    }
  }

  #failed(words: string): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    this.#options.onProblem(words);
  }
}
