import {randomUUID} from 'node:crypto';
import {mkdir, open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {SavedState} from './saved-state.js';

/**
 * Replaces what is kept at `path` in one step: a reader, or a crash, sees the old state or the new one, never half.
 * File mode 0600, new directories 0700. Never rejects: resolves to one sentence when it could not be kept, else
 * undefined. Callers wait for one call to end before the next, and debounce.
 */
export async function saveState(path: string, state: SavedState): Promise<string | undefined> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), {recursive: true, mode: 0o700});
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(state)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    return `The view could not be saved to ${path} (${reason}); it will be lost on leaving.`;
  }
}
