import {execFile} from 'node:child_process';

const TIMEOUT_MS = 5000;

/**
 * The name of the account that `uid` belongs to; null where there is none. Asked of `id`, which knows directories such as
 * LDAP too. A user can own files as further uids (user namespaces), but those have no account.
 */
export function accountName(uid: number): Promise<string | null> {
  return new Promise(resolve => {
    const options = {env: {PATH: '/usr/bin:/bin'}, timeout: TIMEOUT_MS};
    execFile('id', ['-nu', String(uid)], options, (error, stdout) => {
      const name = stdout.trim();
      resolve(error || name === '' ? null : name);
    });
  });
}
