import {join} from 'node:path';
import {Masker} from '../privacy/masker.js';
import {pseudonymKey, readKey} from '../privacy/pseudonym-key.js';
import {Pseudonyms} from '../privacy/pseudonyms.js';
import {type Environment, stateDirectory} from '../settings/directories.js';

/** Replaces personal data by pseudonyms, which are the same in every run of whoever uses this machine. */
export async function maskerOf(environment: Environment, home: string): Promise<Masker> {
  return new Masker(new Pseudonyms(await pseudonymKey(pathOf(environment, home))));
}

/** The same where there are pseudonyms already, else null: nothing is written. */
export async function maskerThere(environment: Environment, home: string): Promise<Masker | null> {
  const key = await readKey(pathOf(environment, home));
  return key && new Masker(new Pseudonyms(key));
}

const pathOf = (environment: Environment, home: string): string =>
  join(stateDirectory(environment, home), 'pseudonyms.key');
