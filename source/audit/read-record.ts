import type {AuditRecord} from './audit-record.js';

/** A line of the log, without its newline, as a record; null when it is none, or half of one. */
export function readRecord(line: Buffer): AuditRecord | null {
  try {
    const record = JSON.parse(line.toString('utf8')) as AuditRecord;
    const {at, actionId, who, event, operation, targets} = record;
    const isRecord =
      [at, actionId, who?.user, event, operation].every(one => typeof one === 'string') &&
      typeof who.pid === 'number' &&
      Array.isArray(targets);
    return isRecord ? record : null;
  } catch {
    return null;
  }
}
