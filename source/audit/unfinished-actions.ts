import {hostname} from 'node:os';
import {readAuditLines} from './audit-lines.js';
import type {AuditRecord} from './audit-record.js';
import {isProcessGone, isProcessThere} from './process-identity.js';
import {readRecord} from './read-record.js';

/** An action mostly takes no longer than this, ms: what is older has ended, where nobody can tell whether its process runs. */
const LONGEST_ACTION_MS = 10 * 60_000;

/** Parts of the log that are looked through: an action may have begun in one and ended in the next. */
const PARTS = 2;

/**
 * The last lines of actions that were begun and have no outcome, by processes that are gone: whether their requests took
 * effect nobody knows. `now`: wall clock ms. Rejects with the file system's error when the log cannot be read.
 */
export async function unfinishedActions(path: string, now: number): Promise<readonly AuditRecord[]> {
  const open = new Map<string, AuditRecord>();
  for await (const {line, isWhole} of readAuditLines(path, PARTS)) {
    const record = isWhole ? readRecord(line) : null;
    if (!record) continue;
    if (record.event === 'prepared' || record.event === 'sent') open.set(record.actionId, record);
    else open.delete(record.actionId);
  }
  const unfinished: AuditRecord[] = [];
  for (const record of open.values()) {
    const {pid, host = hostname(), started = ''} = record.who;
    const identity = {pid, host, started};
    const isOld = now - Date.parse(record.at) > LONGEST_ACTION_MS && !(await isProcessThere(identity));
    if (isOld || (await isProcessGone(identity))) unfinished.push(record);
  }
  return unfinished;
}
