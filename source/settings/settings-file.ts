import {readFile, realpath, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {type Document, LineCounter, parseDocument} from 'yaml';
import type {z} from 'zod';
import {didYouMean} from './closest.js';
import {writableByOthers} from './file-permissions.js';
import {keysAt, type Profile, settingsFileSchema} from './profile-schema.js';
import {SettingsError} from './settings-error.js';
import {lineOf} from './yaml-place.js';

/** A settings file that was read and holds. `place` names file, line and key for errors found later. */
export type SettingsFile = {
  readonly path: string;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly place: (...key: readonly string[]) => string;
};

type Place = (path: readonly PropertyKey[]) => string;

function explain(issue: z.core.$ZodIssue, place: Place): string {
  if (issue.code !== 'unrecognized_keys') return `${place(issue.path)} ${issue.message}.`;
  const [key = ''] = issue.keys;
  const where = place([...issue.path, key]);
  if (/^(api_?)?(token|key|password|secret)$/i.test(key)) {
    return `${where} does not exist, so that no token stands in this file: take tokenFile, tokenCommand or FLOORWALKER_TOKEN.`;
  }
  const known = keysAt(issue.path);
  return `${where} does not exist; here are ${known.join(', ')}.${didYouMean(key, known)}`;
}

function toValue(document: Document, path: string): unknown {
  try {
    return document.toJS({maxAliasCount: 100}) ?? {};
  } catch (error) {
    throw new SettingsError(`${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Reads the text of a settings file. Throws SettingsError with file, line and key of the first thing wrong. */
export function parseSettingsFile(text: string, path: string): SettingsFile {
  const counter = new LineCounter();
  const document = parseDocument(text, {lineCounter: counter, prettyErrors: false});
  const [syntax] = document.errors;
  if (syntax) {
    throw new SettingsError(`${path}:${counter.linePos(syntax.pos[0]).line}: not YAML: ${syntax.message}.`);
  }
  const place: Place = key => `${path}:${lineOf(document, counter, key)}: ${key.map(String).join('.') || 'the file'}`;
  const parsed = settingsFileSchema.safeParse(toValue(document, path));
  if (!parsed.success) {
    const lineOfIssue = (issue: z.core.$ZodIssue): number => {
      const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      return lineOf(document, counter, [...issue.path, ...key]);
    };
    const [first] = parsed.error.issues.toSorted((a, b) => lineOfIssue(a) - lineOfIssue(b));
    throw new SettingsError(first ? explain(first, place) : `${path} cannot be used.`);
  }
  const profiles = new Map(Object.entries(parsed.data.profiles ?? {}));
  return {path, profiles, place: (...key) => place(key)};
}

/**
 * Reads the settings file; undefined when there is none and it is not `isDemanded`. A file that names a command is
 * refused when others than `uid` and root can write it. Throws SettingsError.
 */
export async function readSettingsFile(
  path: string,
  {isDemanded, uid}: {readonly isDemanded: boolean; readonly uid: number | undefined},
): Promise<SettingsFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if ((code === 'ENOENT' || code === 'ENOTDIR') && !isDemanded) return undefined;
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${String(code)})`;
    throw new SettingsError(
      `The settings file ${path} ${reason}: check --profile, FLOORWALKER_PROFILE and FLOORWALKER_CONFIG.`,
    );
  }
  const file = parseSettingsFile(text, path);
  const key = commandOf(file);
  if (key === undefined) return file;
  const risk = (await riskOf(path, uid)) ?? (await riskOf(await realpath(path), uid));
  if (risk === undefined) return file;
  throw new SettingsError(`${file.place('profiles', ...key)} is a command, and the file is refused because ${risk}.`);
}

/** Why others could change or replace what lies at `path`; a link lies in one directory, its file in another. */
async function riskOf(path: string, uid: number | undefined): Promise<string | undefined> {
  const directory = dirname(path);
  return writableByOthers({path, stats: await stat(path)}, {path: directory, stats: await stat(directory)}, uid);
}

/** Where the first command of the file stands: its profile, then its key. */
function commandOf({profiles}: SettingsFile): readonly string[] | undefined {
  for (const [name, profile] of profiles) {
    const key = (['tokenCommand', 'companySecretCommand'] as const).find(one => profile[one] !== undefined);
    if (key) return [name, key];
    const [event] = Object.keys(profile.hooks ?? {});
    if (event !== undefined) return [name, 'hooks', event];
  }
  return undefined;
}
