import {execFile} from 'node:child_process';
import {commandEnvironment, commandProblem} from './command-words.js';
import type {Environment} from './directories.js';
import {CredentialsError} from './settings-error.js';
import {cleanToken} from './token-file.js';

/** `from`: the origin, for errors. `timeout`: ms. `what`: what the command gives, for errors. */
type TokenCommandOptions = {
  readonly from: string;
  readonly environment: Environment;
  readonly timeout: number;
  readonly what?: string;
};

/**
 * Runs a command, such as a password manager's, and takes the token from its stdout. No shell is involved, and its
 * input is empty. Throws CredentialsError; what the command wrote to stdout is never shown.
 */
export function runTokenCommand(
  words: readonly string[],
  {from, environment, timeout, what = 'API token'}: TokenCommandOptions,
): Promise<string> {
  const [command = '', ...rest] = words;
  return new Promise((resolve, reject) => {
    const env = commandEnvironment(environment);
    const options = {env, timeout, maxBuffer: 65_536, killSignal: 'SIGKILL' as const};
    const child = execFile(command, rest, options, (failure, stdout, stderr) => {
      try {
        if (failure) throw new CredentialsError(commandProblem(from, command, {failure, stderr, timeout}));
        resolve(cleanToken(stdout, `${from}: the output of ${command}`, what));
      } catch (problem) {
        reject(problem);
      }
    });
    // A command that has ended already refuses its input; that is no error of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}
