import type {Flags} from '../../source/settings/flags.js';
import {parseArguments} from '../../source/settings/parse-arguments.js';

/** The flags of a command line that runs something. */
export function runFlags(...argv: readonly string[]): Flags {
  const parsed = parseArguments(argv, import.meta);
  if (parsed.kind !== 'run') throw new Error(`${argv.join(' ')} prints ${parsed.kind}`);
  return parsed.flags;
}
