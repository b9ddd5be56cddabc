import {randomBytes, randomUUID} from 'node:crypto';
import {link, mkdir, open, readFile, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

const BYTES = 32;

/**
 * The key of the pseudonyms kept at `path`, made where there is none: mode 0600, whole or not at all, and the same for
 * processes that make it at once. Where it cannot be kept, a key for this run alone.
 */
export async function pseudonymKey(path: string): Promise<Uint8Array> {
  const known = await readKey(path);
  if (known) return known;
  const key = randomBytes(BYTES);
  const own = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), {recursive: true, mode: 0o700});
    const file = await open(own, 'wx', 0o600);
    await file.writeFile(key.toString('hex')).finally(() => file.close());
    await link(own, path);
    return key;
  } catch {
    return (await readKey(path)) ?? key;
  } finally {
    await rm(own, {force: true}).catch(() => undefined);
  }
}

/** The key at `path`; null where there is none. */
export async function readKey(path: string): Promise<Uint8Array | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const key = Buffer.from(text.trim(), 'hex');
  return key.length === BYTES ? key : null;
}
