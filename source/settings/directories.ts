import {isAbsolute, join} from 'node:path';

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

// XDG Base Directory Specification 0.8: a relative path is invalid and must be ignored.
const base = (value: string | undefined, otherwise: string): string =>
  value !== undefined && isAbsolute(value) ? value : otherwise;

/** Where settings are read from: `$XDG_CONFIG_HOME/floorwalker`, else `~/.config/floorwalker`. */
export const configDirectory = (environment: Environment, home: string): string =>
  join(base(environment['XDG_CONFIG_HOME'], join(home, '.config')), 'floorwalker');

/** Where the audit log and the saved state are kept: `$XDG_STATE_HOME/floorwalker`, else `~/.local/state/floorwalker`. */
export const stateDirectory = (environment: Environment, home: string): string =>
  join(base(environment['XDG_STATE_HOME'], join(home, '.local', 'state')), 'floorwalker');

/** The settings file: FLOORWALKER_CONFIG, else `config.yaml` in the configuration directory. */
export const settingsPath = (environment: Environment, home: string): string =>
  environment['FLOORWALKER_CONFIG'] || join(configDirectory(environment, home), 'config.yaml');

/** A path as typed in a settings file or flag: `~/` is the home directory, a relative one starts at `from`. */
export function resolvePath(path: string, {home, from}: {readonly home: string; readonly from: string}): string {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  return isAbsolute(path) ? path : join(from, path);
}
