import {open} from 'node:fs/promises';
import {shellWord} from './file-permissions.js';
import {mayBeSecret} from './may-be-secret.js';
import {CredentialsError} from './settings-error.js';

/**
 * The token in what a file or command gave: blanks around it do not count. `from` names the origin for the error, `what`
 * what it holds.
 */
export function cleanToken(text: string, from: string, what = 'API token'): string {
  const token = text.replace(/^\uFEFF/, '').trim();
  if (token === '') throw new CredentialsError(`${from} holds nothing: put the ${what} there, alone.`);
  if (/[^!-~]/.test(token)) {
    throw new CredentialsError(
      `${from} holds more than the ${what}: it takes one line of letters, digits and signs, without blanks.`,
    );
  }
  return token;
}

/**
 * Reads a token from a file that nobody but its owner can read or write. Throws CredentialsError, which names `path` unless
 * what was `given` for it could be the token itself.
 */
export async function readTokenFile(
  {path, given}: {readonly path: string; readonly given: string},
  from: string,
  what = 'API token',
): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      // Asked of the open file, so that it is the one that is read.
      const {mode} = await file.stat();
      if ((mode & 0o077) !== 0) {
        const octal = (mode & 0o777).toString(8).padStart(4, '0');
        throw new CredentialsError(
          `${from} ${path} has mode ${octal}, so others can read it, where 0600 is demanded: run chmod 600 ${shellWord(path)}`,
        );
      }
      return cleanToken(await file.readFile('utf8'), `${from} ${path}`, what);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    if (mayBeSecret(given)) {
      throw new CredentialsError(`${from} takes the path of a file that holds the ${what}; the file named ${reason}.`);
    }
    throw new CredentialsError(`${from} ${path} ${reason}: write the ${what} to it and run chmod 600 on it.`, {
      cause: error,
    });
  }
}
