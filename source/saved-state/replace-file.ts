import {randomUUID} from 'node:crypto';
import {mkdir, open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Replaces the JSON at `path` in one step: a reader, or a crash, sees the old value or the new one, never half. File mode
 * 0600, new directories 0700. Never rejects: resolves to the reason when it could not be written, else undefined. Callers
 * wait for one call to end before the next.
 */
export async function replaceFile(path: string, value: unknown): Promise<string | undefined> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), {recursive: true, mode: 0o700});
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  }
}
