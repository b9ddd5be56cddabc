import {join} from 'node:path';
import {Masker} from '../privacy/masker.js';
import {pseudonymKey} from '../privacy/pseudonym-key.js';
import {Pseudonyms} from '../privacy/pseudonyms.js';
import {type Environment, stateDirectory} from '../settings/directories.js';

/** Replaces personal data by pseudonyms, which are the same in every run of whoever uses this machine. */
export async function maskerOf(environment: Environment, home: string): Promise<Masker> {
  const path = join(stateDirectory(environment, home), 'pseudonyms.key');
  return new Masker(new Pseudonyms(await pseudonymKey(path)));
}
