import type {Stats} from 'node:fs';

/** Why other users could change a file, as the end of a sentence with what to do; undefined when they cannot. */
export function writableByOthers(
  file: {readonly path: string; readonly stats: Stats},
  directory: {readonly path: string; readonly stats: Stats},
  uid: number | undefined,
): string | undefined {
  if ((file.stats.mode & 0o022) !== 0) return `it can be written by others: run chmod go-w ${shellWord(file.path)}`;
  if (uid !== undefined && file.stats.uid !== uid && file.stats.uid !== 0) {
    return 'it belongs to another user: make a copy of your own';
  }
  if (uid !== undefined && directory.stats.uid !== uid && directory.stats.uid !== 0) {
    return 'its directory belongs to another user: make a copy in one of your own';
  }
  // In a directory with the sticky bit, such as /tmp, others cannot replace the file.
  if ((directory.stats.mode & 0o022) !== 0 && (directory.stats.mode & 0o1000) === 0) {
    return `others can write to its directory: run chmod go-w ${shellWord(directory.path)}`;
  }
  return undefined;
}

/** Text as one word of a shell command to copy. */
export const shellWord = (text: string): string =>
  /^[\w./@%+:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
