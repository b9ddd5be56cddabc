import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import {loadSettings} from '../../source/settings/load-settings.js';
import type {Settings} from '../../source/settings/settings.js';
import {SettingsError} from '../../source/settings/settings-error.js';
import {runFlags} from './run-flags.js';

/** A home directory of its own, where settings are loaded from. */
export type SettingsHome = {
  readonly home: string;
  /** The settings file, whether it exists or not. */
  readonly path: string;
  /** Loads settings for a command line, after writing `file` when given. */
  readonly load: (line: string, environment?: Record<string, string>, file?: string) => Promise<Settings>;
  readonly remove: () => void;
};

/** Makes an empty home directory. */
export function settingsHome(): SettingsHome {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-settings-'));
  const path = join(home, '.config', 'floorwalker', 'config.yaml');
  mkdirSync(join(home, '.config', 'floorwalker'), {recursive: true, mode: 0o755});
  return {
    home,
    path,
    async load(line, environment = {}, file) {
      if (file !== undefined) writeFileSync(path, file, {mode: 0o600});
      const flags = runFlags(...line.split(' ').filter(word => word !== ''));
      return loadSettings({flags, environment, home, cwd: home, uid: process.getuid?.(), commandTimeout: 1000});
    },
    remove: () => rmSync(home, {recursive: true}),
  };
}

/** The message of the error that something must reject with. */
export async function refusal(
  promise: Promise<unknown>,
  type: new (text: never) => Error = SettingsError,
): Promise<string> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(type);
  return error.message;
}
