import {dirname} from 'node:path';
import {commandWords} from './command-words.js';
import {type Environment, resolvePath} from './directories.js';
import type {Profile} from './profile-schema.js';
import {CredentialsError} from './settings-error.js';
import {runTokenCommand} from './token-command.js';
import {readTokenFile} from './token-file.js';

/** What says where the company secret is. `place` names a key of the profile; `settingsFile` is its path. */
export type SecretSources = {
  readonly environment: Environment;
  readonly profile: Profile;
  readonly place: (key: string) => string;
  readonly settingsFile: string;
  readonly home: string;
  /** Ms that a command may take. */
  readonly commandTimeout: number;
};

/**
 * Reads the company secret anew each time, from the profile's file or command; null where it names neither. Throws
 * CredentialsError where it names both; what is returned rejects with one.
 */
export function chooseCompanySecret(sources: SecretSources): (() => Promise<string>) | null {
  const {environment, profile, place, settingsFile, home, commandTimeout} = sources;
  const {companySecretFile: file, companySecretCommand: command} = profile;
  if (file !== undefined && command !== undefined) {
    throw new CredentialsError(
      `${place('companySecretCommand')} stands beside companySecretFile: keep one of the two.`,
    );
  }
  if (file !== undefined) {
    const path = resolvePath(file, {home, from: dirname(settingsFile)});
    return () => readTokenFile({path, given: file}, place('companySecretFile'), 'company secret');
  }
  if (command === undefined) return null;
  const words = commandWords(command, home);
  const from = place('companySecretCommand');
  return () => runTokenCommand(words, {from, environment, timeout: commandTimeout, what: 'company secret'});
}
