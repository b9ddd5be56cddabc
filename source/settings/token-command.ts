import {execFile} from 'node:child_process';
import type {Environment} from './directories.js';
import {mayBeSecret} from './may-be-secret.js';
import {CredentialsError} from './settings-error.js';
import {cleanToken} from './token-file.js';

type CommandFailure = Error & {readonly code?: unknown; readonly killed?: unknown};

function explain(error: CommandFailure, stderr: string, timeout: number): string {
  if (error.code === 'ENOENT') return 'does not exist: give its full path';
  if (error.killed === true) return `did not end within ${timeout / 1000} s: run it once by hand`;
  const said = (stderr.trim().split('\n')[0] ?? '').slice(0, 200).replaceAll(/[^ -~]/g, '?');
  return `failed (${String(error.code)})${said === '' ? '' : ` saying "${said}"`}: run it once by hand`;
}

/**
 * Runs a command, such as a password manager's, and takes the token from its stdout. No shell is involved, and its
 * input is empty. `timeout`: ms. Throws CredentialsError; what the command wrote to stdout is never shown.
 */
export function runTokenCommand(
  words: readonly string[],
  {from, environment, timeout}: {readonly from: string; readonly environment: Environment; readonly timeout: number},
): Promise<string> {
  const [command = '', ...rest] = words;
  return new Promise((resolve, reject) => {
    // A token that is known already is none of its business.
    const {FLOORWALKER_TOKEN: _token, ...env} = environment;
    const options = {env, timeout, maxBuffer: 65_536, killSignal: 'SIGKILL' as const};
    const child = execFile(command, rest, options, (error, stdout, stderr) => {
      try {
        const shown = mayBeSecret(command) ? 'the command' : command;
        if (error) throw new CredentialsError(`${from}: ${shown} ${explain(error, stderr, timeout)}.`);
        resolve(cleanToken(stdout, `${from}: the output of ${command}`));
      } catch (problem) {
        reject(problem);
      }
    });
    // A command that has ended already refuses its input; that is no error of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}
