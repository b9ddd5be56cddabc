import {readdir} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

const EXTENSION = '.ndjson';
const DIGITS = 12;

/** Where a log goes that has grown large: its name says the number of its last record. */
export const archivePath = (path: string, lastSeq: number): string =>
  `${path.slice(0, -EXTENSION.length)}.to-${String(lastSeq).padStart(DIGITS, '0')}${EXTENSION}`;

/** The earlier parts of a log, oldest first; none where the directory does not exist. */
export async function archivesOf(path: string): Promise<readonly string[]> {
  const start = `${basename(path).slice(0, -EXTENSION.length)}.to-`;
  const names = await readdir(dirname(path)).catch(() => []);
  return names
    .filter(name => name.startsWith(start) && name.endsWith(EXTENSION))
    .filter(name => /^\d+$/.test(name.slice(start.length, -EXTENSION.length)))
    .toSorted()
    .map(name => join(dirname(path), name));
}
