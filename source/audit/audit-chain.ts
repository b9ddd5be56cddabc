import {createHash} from 'node:crypto';

/** What stands in `prev` of the first line. */
export const firstPrev = '0'.repeat(64);

/** The link from one line to the next: SHA-256 of its bytes, without the newline, in hex. */
export const hashLine = (line: Uint8Array): string => createHash('sha256').update(line).digest('hex');

/** `seq` and `prev` of a line; undefined when it is not a record of the log. */
export function readLink(line: Uint8Array): {readonly seq: number; readonly prev: string} | undefined {
  try {
    const record: unknown = JSON.parse(Buffer.from(line).toString('utf8'));
    if (typeof record !== 'object' || record === null || !('seq' in record) || !('prev' in record)) return undefined;
    const {seq, prev} = record;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || typeof prev !== 'string') return undefined;
    return {seq, prev};
  } catch {
    return undefined;
  }
}
