import {join} from 'node:path';

/** A path with a leading `~` put in full; `home` is the home directory. */
export const homePath = (path: string, home: string): string =>
  path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
