import type {FileHandle} from 'node:fs/promises';
import {open} from 'node:fs/promises';
import {archivesOf} from './audit-archives.js';

/** One line of a log, and in which of its files. `isWhole`: it ends with a newline. */
export type AuditLine = {readonly path: string; readonly line: Buffer; readonly isWhole: boolean};

const NEWLINE = 0x0a;
/** A log that is rotated while it is opened is opened again, so often. */
const OPENINGS = 5;

type Part = {readonly path: string; readonly file: FileHandle};

/**
 * Every line of a log through its parts, or through the newest `most` of them, oldest first. Another process may write and
 * rotate meanwhile. Rejects with the file system's error when the log, or a part of it, cannot be read.
 */
export async function* readAuditLines(path: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<AuditLine> {
  const parts = await openParts(path, most);
  try {
    for (const part of parts) yield* linesOf(part);
  } finally {
    for (const {file} of parts) await file.close();
  }
}

/** The parts as they were at one moment: when one was added while they were opened, none may be missing or read twice. */
async function openParts(path: string, most: number): Promise<readonly Part[]> {
  for (let opening = 1; ; opening += 1) {
    const archives = await archivesOf(path);
    const parts: Part[] = [];
    try {
      for (const one of [...archives, path].slice(-most)) parts.push({path: one, file: await open(one)});
      if (opening === OPENINGS || (await archivesOf(path)).length === archives.length) return parts;
    } catch (error) {
      await closeAll(parts);
      // Between two files of a rotation the log itself may not be there for a moment.
      if (opening === OPENINGS || archives.length === 0) throw error;
      continue;
    }
    await closeAll(parts);
  }
}

const closeAll = (parts: readonly Part[]): Promise<unknown> => Promise.all(parts.map(({file}) => file.close()));

async function* linesOf({path, file}: Part): AsyncGenerator<AuditLine> {
  let parts: Buffer[] = [];
  for await (const chunk of file.createReadStream({autoClose: false})) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      yield {path, line: Buffer.concat([...parts, rest.subarray(0, end)]), isWhole: true};
      parts = [];
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
  }
  const line = Buffer.concat(parts);
  if (line.length > 0) yield {path, line, isWhole: false};
}
