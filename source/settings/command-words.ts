import {type Environment, resolvePath} from './directories.js';
import {mayBeSecret} from './may-be-secret.js';

/** How a command ended that did not end well. */
export type CommandFailure = {
  /** The exit code, or the system's name for why it did not start. */
  readonly code?: unknown;
  /** It took longer than it may. */
  readonly killed?: unknown;
};

/** The words of a command as the profile has it, one line or a list; `~` before the first is put in full. */
export function commandWords(given: string | readonly string[], home: string): readonly string[] {
  const [command = '', ...rest] = typeof given === 'string' ? given.trim().split(/\s+/) : given;
  return [command.startsWith('~/') ? resolvePath(command, {home, from: '/'}) : command, ...rest];
}

/** What a command of the profile is given of this process's environment: a token that stands in it is none of its business. */
export function commandEnvironment(environment: Environment): Environment {
  const {FLOORWALKER_TOKEN: _token, ...rest} = environment;
  return rest;
}

/**
 * Why a command failed, as a sentence that begins with `from`, the key that names it. `timeout`: ms it may take. Of what it
 * wrote to stderr the first line is told, what it wrote to stdout never.
 */
export function commandProblem(
  from: string,
  command: string,
  {failure, stderr, timeout}: {readonly failure: CommandFailure; readonly stderr: string; readonly timeout: number},
): string {
  return `${from}: ${mayBeSecret(command) ? 'the command' : command} ${explain(failure, stderr, timeout)}.`;
}

function explain(failure: CommandFailure, stderr: string, timeout: number): string {
  if (failure.code === 'ENOENT') return 'does not exist: give its full path';
  if (failure.killed === true) return `did not end within ${timeout / 1000} s: run it once by hand`;
  const said = (stderr.trim().split('\n')[0] ?? '').slice(0, 200).replaceAll(/[^ -~]/g, '?');
  return `failed (${String(failure.code)})${said === '' ? '' : ` saying "${said}"`}: run it once by hand`;
}
