import {constants} from 'node:fs';
import {chmod, type FileHandle, mkdir, open, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {AuditUnavailableError} from './audit-unavailable-error.js';

const {O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW} = constants;

/** What stands at the end of the file: the last whole line (null in an empty log) and the bytes after its newline. */
export type AuditTail = {readonly size: number; readonly line: Buffer | null; readonly torn: Buffer};

/** Opens or creates the file for appending: mode 0600 in a directory of mode 0700, symbolic links refused. */
export async function openAuditFile(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), {recursive: true, mode: 0o700});
  await chmod(dirname(path), 0o700);
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    if (((await file.stat()).mode & 0o077) !== 0) await file.chmod(0o600);
    const directory = await open(dirname(path));
    // The name of a new file is safe on disk only when its directory is.
    await directory.sync().finally(() => directory.close());
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Throws AuditUnavailableError when the name no longer leads to the open file: it was deleted or replaced. */
export async function assertInPlace(file: FileHandle, path: string): Promise<void> {
  const open = await file.stat();
  const named = await stat(path).catch(() => undefined);
  if (named && named.ino === open.ino && named.dev === open.dev) return;
  throw new AuditUnavailableError(
    `The audit log ${path} ${named ? 'was replaced' : 'vanished'} while it was in use: ` +
      'nothing is sent until floorwalker is started again; find out who removed it.',
  );
}

async function readExactly(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const {bytesRead} = await file.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** Reads the end of the file, as much of it as the last whole line needs. */
export async function readTail(file: FileHandle): Promise<AuditTail> {
  const {size} = await file.stat();
  for (let length = 4096; ; length *= 8) {
    const from = Math.max(0, size - length);
    const bytes = await readExactly(file, from, size - from);
    const end = bytes.lastIndexOf(0x0a);
    const start = end < 1 ? -1 : bytes.lastIndexOf(0x0a, end - 1);
    if (start === -1 && from > 0) continue;
    return {size, line: end === -1 ? null : bytes.subarray(start + 1, end), torn: bytes.subarray(end + 1)};
  }
}

/** Appends a line and waits until it is on the disk. What a failed write left behind is cut off again. */
export async function appendLine(file: FileHandle, line: Buffer, size: number): Promise<void> {
  try {
    await file.writeFile(Buffer.concat([line, Buffer.from('\n')]));
    await file.sync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
}
