import {firstPrev, hashLine, readLink} from './audit-chain.js';
import {readAuditLines} from './audit-lines.js';

/**
 * `lines`: records that hold, through all parts of the log. `brokenAt`: number, from 1, of the first line that does not,
 * counted through all parts; `path` is the part that it is in, and `reason` says why.
 */
export type AuditVerdict =
  | {readonly ok: true; readonly lines: number}
  | {
      readonly ok: false;
      readonly lines: number;
      readonly brokenAt: number;
      readonly path: string;
      readonly reason: string;
    };

/**
 * Follows the chain through a log and its earlier parts. Every change of a line that has a successor, and every line
 * added, removed or moved between others, is found; lines cut from the end, or a log rewritten as a whole, cannot be.
 * Rejects with the file system's error when a file cannot be read.
 */
export async function verifyAuditLog(log: string): Promise<AuditVerdict> {
  let lines = 0;
  let prev = firstPrev;
  for await (const {path, line, isWhole} of readAuditLines(log)) {
    const broken = (reason: string): AuditVerdict => ({ok: false, lines, brokenAt: lines + 1, path, reason});
    if (!isWhole) return broken('The line is incomplete: the program ended, or the disk was full, while writing it.');
    const link = readLink(line);
    if (!link) return broken('The line is not a record of the audit log.');
    if (link.prev !== prev) {
      return broken(
        lines === 0
          ? 'The log does not begin with its first record: lines before it were removed.'
          : 'The record does not follow from the one before: one of the two was changed, or others were removed.',
      );
    }
    if (link.seq !== lines + 1) return broken(`The record has number ${link.seq} where ${lines + 1} was expected.`);
    lines += 1;
    prev = hashLine(line);
  }
  return {ok: true, lines};
}
