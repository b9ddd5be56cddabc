import {randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {lstat, open, rename, rm} from 'node:fs/promises';

/** A request names every target; this is far more than any has, bytes. */
const LARGEST = 16 * 1024 * 1024;

/** A file in a directory that several users write to, with what the system says of it. */
export type SharedFile = {readonly text: string; readonly uid: number; readonly mode: number; readonly links: number};

/** Reads a file that somebody else may have put there: no link is followed, nothing but a plain file is read. */
export async function readShared(path: string): Promise<SharedFile> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const {uid, mode, nlink, size} = await file.stat().then(stats => {
      if (!stats.isFile()) throw new Error(`${path} is no plain file.`);
      return stats;
    });
    if (size > LARGEST) throw new Error(`${path} is too large: ${size} bytes.`);
    return {text: await file.readFile('utf8'), uid, mode, links: nlink};
  } finally {
    await file.close();
  }
}

/**
 * Writes a file that others find only once it is whole and can be read; `mode` holds whatever the umask is, and the group is
 * `gid` where it is not null. Rejects with EEXIST where there is one.
 */
export async function writeShared(
  path: string,
  text: string,
  {mode, gid}: {readonly mode: number; readonly gid: number | null},
): Promise<void> {
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw Object.assign(new Error(`${path} is there already.`), {code: 'EEXIST'});
  const early = `${path}.${randomUUID()}`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(early, flags, 0o600);
  try {
    await file.writeFile(text);
    if (gid !== null) await file.chown(-1, gid);
    await file.chmod(mode);
    await file.sync();
    await rename(early, path);
  } finally {
    await rm(early, {force: true});
    await file.close();
  }
}
