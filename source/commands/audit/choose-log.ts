import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {auditPath} from '../../audit/audit-path.js';
import {resolvePath, stateDirectory} from '../../settings/directories.js';
import type {Flags} from '../../settings/flags.js';
import {loadSettings} from '../../settings/load-settings.js';
import {NoTenantError, SettingsError} from '../../settings/settings-error.js';
import type {CommandIo} from '../command-io.js';

/** Parts of a log that was put aside end so. */
const ARCHIVE = /\.to-\d+\.ndjson$/;

/**
 * The log that is meant: a file that was named, else that of the named or configured tenant, else the only one there is. Throws
 * SettingsError.
 */
export async function chooseLog(file: string | undefined, flags: Flags, io: CommandIo): Promise<string> {
  if (file !== undefined) return resolvePath(file, {home: io.home, from: io.cwd});
  const state = stateDirectory(io.environment, io.home);
  // Logs are named after it; where the tenant is need not be known.
  if (flags.subdomain !== undefined) return auditPath(state, flags.subdomain);
  try {
    const {environment, home, cwd, uid} = io;
    const {tenant} = await loadSettings({flags, environment, home, cwd, uid, isOffline: true});
    return auditPath(state, tenant);
  } catch (error) {
    if (!(error instanceof NoTenantError)) throw error;
  }
  const directory = join(state, 'audit');
  const logs = (await readdir(directory).catch(() => []))
    .filter(name => name.endsWith('.ndjson') && !ARCHIVE.test(name))
    .toSorted();
  const [only] = logs;
  if (only !== undefined && logs.length === 1) return join(directory, only);
  throw new SettingsError(
    logs.length === 0
      ? `There is no audit log in ${directory}: nothing was changed from here yet.`
      : `There are several audit logs; name one: ${logs.map(name => join(directory, name)).join(', ')}`,
  );
}
