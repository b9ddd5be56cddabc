import {randomUUID} from 'node:crypto';
import {link, open, readFile, rm} from 'node:fs/promises';
import type {Clock} from '../lib/clock.js';
import {AuditUnavailableError} from './audit-unavailable-error.js';
import {identifyProcess, isProcessGone, type ProcessIdentity} from './process-identity.js';

type Holder = ProcessIdentity & {readonly token: string};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function parseHolder(text: string): Holder {
  try {
    const {pid, host, started, token} = JSON.parse(text);
    return {pid: Number(pid), host: String(host), started: String(started), token: String(token)};
  } catch {
    // Nobody's lock that we know: it is waited for like a stranger's, and then named.
    return {pid: 0, host: 'an unknown host', started: '', token: ''};
  }
}

/** Who holds the lock; undefined when nobody does. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return parseHolder(await readFile(path, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Puts the holder at `path` only if nothing is there, whole at once: a lock is never seen half-written. */
async function claim(path: string, holder: Holder): Promise<boolean> {
  const own = `${path}.${holder.token}`;
  const file = await open(own, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(holder));
    await link(own, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await file.close();
    await rm(own, {force: true});
  }
}

/** Removes the lock of a process that is gone. Only one process can hold the right to remove one certain lock. */
async function removeDead(path: string, dead: Holder, self: Holder): Promise<void> {
  const right = `${path}.dead-${dead.token}`;
  if (!(await claim(right, self))) return;
  // Between our first look and the right to remove it, another process may have done both: look again.
  if ((await readHolder(path))?.token === dead.token) await rm(path, {force: true});
  await rm(right, {force: true});
}

/**
 * Runs `work` while no other process, and no other caller in this one, runs under the same lock file. A lock left by
 * a process that ended is taken over. Throws AuditUnavailableError when somebody holds it longer than `patience` ms.
 */
export async function withFileLock<T>(
  path: string,
  {clock, patience}: {readonly clock: Clock; readonly patience: number},
  work: () => Promise<T>,
): Promise<T> {
  const self: Holder = {...(await identifyProcess()), token: randomUUID()};
  const until = clock.now() + patience;
  while (!(await claim(path, self))) {
    const holder = await readHolder(path);
    if (!holder) continue;
    if (await isProcessGone(holder)) await removeDead(path, holder, self);
    if (clock.now() > until) {
      throw new AuditUnavailableError(
        `The audit log is held by process ${holder.pid} on ${holder.host}: continue or end that process; ` +
          `if there is none, delete ${path}.`,
      );
    }
    await clock.sleep(2 + Math.random() * 8);
  }
  try {
    return await work();
  } finally {
    await rm(path, {force: true});
  }
}
