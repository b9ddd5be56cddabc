import {dirname} from 'node:path';
import {commandWords} from './command-words.js';
import {type Environment, resolvePath} from './directories.js';
import type {Flags} from './flags.js';
import type {Profile} from './profile-schema.js';
import {CredentialsError} from './settings-error.js';
import {runTokenCommand} from './token-command.js';
import {cleanToken, readTokenFile} from './token-file.js';

/** Everything that may say where the token is. `place` names a key of the profile; `settingsFile` is its path. */
export type TokenSources = {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly profile: Profile;
  readonly place: (key: string) => string;
  readonly settingsFile: string;
  readonly home: string;
  readonly cwd: string;
  readonly commandTimeout: number;
};

function reader(sources: TokenSources): () => Promise<string> {
  const {flags, environment, profile, place, home} = sources;
  if (flags.tokenFile !== undefined) {
    const path = resolvePath(flags.tokenFile, {home, from: sources.cwd});
    const file = {path, given: flags.tokenFile};
    return () => readTokenFile(file, '--token-file');
  }
  const variable = environment['FLOORWALKER_TOKEN'];
  if (variable) return async () => cleanToken(variable, 'FLOORWALKER_TOKEN');
  const {tokenFile, tokenCommand} = profile;
  if (tokenFile !== undefined && tokenCommand !== undefined) {
    throw new CredentialsError(`${place('tokenCommand')} stands beside tokenFile: keep one of the two.`);
  }
  if (tokenFile !== undefined) {
    const path = resolvePath(tokenFile, {home, from: dirname(sources.settingsFile)});
    return () => readTokenFile({path, given: tokenFile}, place('tokenFile'));
  }
  if (tokenCommand !== undefined) {
    const words = commandWords(tokenCommand, home);
    const options = {from: place('tokenCommand'), environment, timeout: sources.commandTimeout};
    return () => runTokenCommand(words, options);
  }
  throw new CredentialsError(
    'There is no API token: give --token-file PATH (mode 0600), set FLOORWALKER_TOKEN, or write tokenFile or ' +
      'tokenCommand into the profile.',
  );
}

/**
 * The token's source by precedence: flag, environment, profile. Throws CredentialsError when there is none. The
 * returned function reads it once; a failure is not remembered, nor is the token that was `refused`.
 */
export function chooseToken(sources: TokenSources): (refused?: string) => Promise<string> {
  const read = reader(sources);
  let known: string | null = null;
  let reading: Promise<string> | null = null;
  return async refused => {
    if (known !== null && known !== refused) return known;
    reading ??= read().finally(() => {
      reading = null;
    });
    known = null;
    known = await reading;
    return known;
  };
}
