import {type FileHandle, open, rename, stat} from 'node:fs/promises';
import type {Clock} from '../lib/clock.js';
import {jsonLine} from '../lib/json-line.js';
import {archivePath, archivesOf} from './audit-archives.js';
import {firstPrev, hashLine, readLink} from './audit-chain.js';
import {appendLine, assertInPlace, openAuditFile, readTail} from './audit-file.js';
import type {AuditEntry, AuditRecord, AuditWho} from './audit-record.js';
import {AuditUnavailableError, unavailable} from './audit-unavailable-error.js';
import {withFileLock} from './file-lock.js';

/** An open audit log. */
export type AuditLog = {
  readonly path: string;
  /**
   * Adds one line and resolves, with the record, when it is on the disk. Throws AuditUnavailableError when it cannot
   * be written: the caller then sends nothing.
   */
  readonly append: (entry: AuditEntry) => Promise<AuditRecord>;
  /** Waits for lines handed over, then closes. May be called twice. */
  readonly close: () => Promise<void>;
};

/** Where the log is, and what each line says about its origin. `lockPatience`: ms to wait for other processes. */
export type AuditLogOptions = {
  readonly path: string;
  readonly tenant: string;
  readonly who: AuditWho;
  readonly clock: Clock;
  readonly lockPatience?: number;
  /** Hears each line that is on the disk, in order and as the log has it, newline included. */
  readonly onLine?: (line: string) => void;
  /** From this size on, bytes, the file is put aside and a new one goes on with its chain. */
  readonly largest?: number;
};

const LARGEST = 16 * 1024 * 1024;

const repairedEntry = (torn: Buffer): AuditEntry => ({
  event: 'repaired',
  actionId: '00000000-0000-0000-0000-000000000000',
  operation: 'audit',
  targets: [],
  request: null,
  outcome: {message: 'The last line was incomplete and was cut off.', torn: torn.toString('base64')},
});

async function writeRecord(file: FileHandle, options: AuditLogOptions, entry: AuditEntry): Promise<AuditRecord> {
  const {size, line: own} = await readTail(file);
  const line = own ?? (await lastLineBefore(options.path));
  const last = line === null ? {seq: 0} : readLink(line);
  if (!last) {
    throw new AuditUnavailableError(
      `The last line of the audit log ${options.path} is not a record: move the file away, then start floorwalker again.`,
    );
  }
  const record: AuditRecord = {
    at: new Date(options.clock.wall()).toISOString(),
    seq: last.seq + 1,
    prev: line === null ? firstPrev : hashLine(line),
    who: options.who,
    tenant: options.tenant,
    ...entry,
  };
  // Whoever reads the log on a terminal must not be reached by what a name holds.
  const text = jsonLine(record);
  await appendLine(file, Buffer.from(text.trimEnd(), 'utf8'), size);
  options.onLine?.(text);
  return record;
}

/** The last line of the part before a file that is empty; null where there is none. */
async function lastLineBefore(path: string): Promise<Buffer | null> {
  const newest = (await archivesOf(path)).at(-1);
  if (newest === undefined) return null;
  const file = await open(newest);
  try {
    return (await readTail(file)).line;
  } finally {
    await file.close();
  }
}

/** Whether the open file was put aside as a part of the log: another process has rotated it. */
async function isArchived(file: FileHandle, path: string): Promise<boolean> {
  const {ino, dev} = await file.stat();
  const named = await stat(path).catch(() => null);
  if (named && named.ino === ino && named.dev === dev) return false;
  for (const archive of (await archivesOf(path)).toReversed()) {
    const one = await stat(archive).catch(() => null);
    if (one && one.ino === ino && one.dev === dev) return true;
  }
  return false;
}

/** A process that ended while it wrote leaves half a line; its bytes move into a record of their own. */
async function repair(file: FileHandle, options: AuditLogOptions): Promise<void> {
  const {size, torn} = await readTail(file);
  if (torn.length === 0) return;
  await file.truncate(size - torn.length);
  await writeRecord(file, options, repairedEntry(torn));
}

/**
 * Opens the log, creating or repairing it. Several processes may have it open at once: each line is written under a
 * lock file beside it, so that the chain never forks. Throws AuditUnavailableError.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const {path, clock, lockPatience: patience = 5000, largest = LARGEST} = options;
  let file = await openAuditFile(path).catch(error => {
    throw unavailable(path, error);
  });
  let leastSize = 0;
  let isClosed = false;

  const reopen = async (): Promise<void> => {
    // Opened first: where that fails, the one before is looked at again next time.
    const next = await openAuditFile(path);
    await file.close();
    file = next;
    leastSize = 0;
  };
  /** Puts a file that has grown large aside; the next line begins a new one, with the hash of the last one of this. */
  const rotate = async (): Promise<void> => {
    const {size, line} = await readTail(file);
    const last = line === null ? undefined : readLink(line);
    if (size < largest || !last) return;
    await rename(path, archivePath(path, last.seq));
    await reopen();
  };
  const assertSound = async (): Promise<void> => {
    if (await isArchived(file, path)) await reopen();
    await assertInPlace(file, path).catch(async (error: unknown) => {
      // Another process may have put it aside between the two looks.
      if (!(await isArchived(file, path))) throw error;
      await reopen();
    });
    if ((await file.stat()).size >= leastSize) return;
    throw new AuditUnavailableError(
      `The audit log ${path} was cut short while it was in use: nothing is sent until floorwalker is started again; ` +
        'find out who changed it.',
    );
  };
  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await assertSound();
      return await withFileLock(`${path}.lock`, {clock, patience}, async () => {
        await assertSound();
        await repair(file, options);
        await rotate();
        const result = await work();
        leastSize = (await file.stat()).size;
        return result;
      });
    } catch (error) {
      throw unavailable(path, error);
    }
  };

  await locked(async () => undefined).catch(async error => {
    await file.close();
    throw error;
  });
  // Lines of one process stand in the order in which they were handed over.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    path,
    append(entry) {
      if (isClosed) {
        const sentence = `The audit log ${path} is closed: nothing can be sent any more.`;
        return Promise.reject(new AuditUnavailableError(sentence));
      }
      const written = queue.then(() => locked(() => writeRecord(file, options, entry)));
      queue = written.catch(() => undefined);
      return written;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await queue;
      await file.close();
    },
  };
}
