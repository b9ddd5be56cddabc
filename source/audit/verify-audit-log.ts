import {createReadStream} from 'node:fs';
import {firstPrev, hashLine, readLink} from './audit-chain.js';

/** `lines`: records that hold. `brokenAt`: number, from 1, of the first line that does not, and `reason` says why. */
export type AuditVerdict =
  | {readonly ok: true; readonly lines: number}
  | {readonly ok: false; readonly lines: number; readonly brokenAt: number; readonly reason: string};

const newline = 0x0a;

async function* readLines(path: string): AsyncGenerator<{readonly line: Buffer; readonly isWhole: boolean}> {
  let parts: Buffer[] = [];
  for await (const chunk of createReadStream(path)) {
    let rest: Buffer = chunk;
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      yield {line: Buffer.concat([...parts, rest.subarray(0, end)]), isWhole: true};
      parts = [];
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
  }
  const line = Buffer.concat(parts);
  if (line.length > 0) yield {line, isWhole: false};
}

/**
 * Follows the chain through a log file. Every change of a line that has a successor, and every line added, removed or
 * moved between others, is found; lines cut from the end, or a log rewritten as a whole, cannot be. Rejects with the
 * file system's error when the file cannot be read.
 */
export async function verifyAuditLog(path: string): Promise<AuditVerdict> {
  let lines = 0;
  let prev = firstPrev;
  for await (const {line, isWhole} of readLines(path)) {
    const broken = (reason: string): AuditVerdict => ({ok: false, lines, brokenAt: lines + 1, reason});
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
