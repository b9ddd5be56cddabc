import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {SettingsError} from './settings-error.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificates of authorities in a PEM file, each as PEM. Throws SettingsError; `key` names the setting. */
export async function readCaFile(path: string, key: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(`${key}: ${path} cannot be read (${error.code}).`);
  });
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) {
    throw new SettingsError(`${key}: ${path} holds no certificate; it takes a PEM file (-----BEGIN CERTIFICATE-----).`);
  }
  for (const [index, pem] of found.entries()) {
    try {
      new X509Certificate(pem);
    } catch {
      throw new SettingsError(`${key}: certificate ${index + 1} in ${path} cannot be read; export it again as PEM.`);
    }
  }
  return found;
}
