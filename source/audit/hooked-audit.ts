import {jsonLine} from '../lib/json-line.js';
import type {AuditLog} from './audit-log.js';

/** Whoever is told of each line, in order, as the log has it; `settled` resolves when they have been told of all. */
export type AuditListener = {readonly tell: (line: string) => void; readonly settled: () => Promise<void>};

/** A log of whose lines a listener is told once they are on the disk. The log waits for it at its end alone. */
export const hookedAudit = (log: AuditLog, listener: AuditListener): AuditLog => ({
  ...log,
  append: async entry => {
    const record = await log.append(entry);
    listener.tell(jsonLine(record));
    return record;
  },
  close: async () => {
    await log.close();
    await listener.settled();
  },
});
