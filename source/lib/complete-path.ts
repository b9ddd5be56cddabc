import {readdirSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';

/**
 * What a path that was typed can become: the longest text that all matching entries of its folder begin with, a folder
 * with its slash. `home` stands for a leading `~/`. Null when nothing is gained.
 */
export function completePath(text: string, home: string): string | null {
  const isHome = text === '~' || text.startsWith('~/');
  const path = isHome ? join(home, text.slice(1)) + (text === '~' || text.endsWith('/') ? '/' : '') : text;
  const folder = path.endsWith('/') ? path : dirname(path);
  const begun = path.endsWith('/') ? '' : basename(path);
  const names = entriesOf(folder === '' ? '.' : folder).filter(
    name => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')),
  );
  const [first] = names;
  if (first === undefined) return null;
  const common = names.reduce((all, name) => {
    let length = 0;
    while (length < all.length && all[length] === name[length]) length += 1;
    return all.slice(0, length);
  }, first);
  const gained = common.slice(begun.length);
  return gained === '' ? null : text + gained;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, {withFileTypes: true}).map(entry =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
  } catch {
    return [];
  }
}
