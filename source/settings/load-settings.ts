import {dirname} from 'node:path';
import {readCaFile} from './ca-file.js';
import {checkLanguages} from './check-languages.js';
import {chooseCompanySecret} from './choose-company-secret.js';
import {chooseProxy} from './choose-proxy.js';
import {chooseTenant, type TenantLayer} from './choose-tenant.js';
import {chooseToken} from './choose-token.js';
import {didYouMean} from './closest.js';
import {commandWords} from './command-words.js';
import {type Environment, resolvePath, settingsPath} from './directories.js';
import type {Flags} from './flags.js';
import type {Profile} from './profile-schema.js';
import {profileSettings, type Settings} from './settings.js';
import {CredentialsError, SettingsError} from './settings-error.js';
import {readSettingsFile, type SettingsFile} from './settings-file.js';

/** Where settings come from. `uid`: the user's id, undefined where the system has none. `commandTimeout`: ms. */
export type SettingsSources = {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly home: string;
  readonly cwd: string;
  readonly uid: number | undefined;
  readonly commandTimeout?: number;
  /** Nothing will be asked of the tenant: a token need not be named. */
  readonly isOffline?: boolean;
};

type Place = (key: string) => string;

/** The named profile; an empty one when none is named and the file has no `default`. */
function chooseProfile(file: SettingsFile | undefined, name: string | undefined, isElsewhere: boolean): Profile {
  const profile = file?.profiles.get(name ?? 'default');
  if (profile) return profile;
  const names = [...(file?.profiles.keys() ?? [])];
  const listed = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  if (name !== undefined) {
    const guess = didYouMean(name, names);
    throw new SettingsError(
      `There is no profile "${name}" in ${file?.path ?? 'the settings file'}; ${listed}.${guess}`,
    );
  }
  if (names.length === 0 || isElsewhere) return {};
  throw new SettingsError(
    `${file?.path} has no profile named default, and none was chosen: add --profile NAME; ${listed}.`,
  );
}

/** A tenant named by flags or environment stays the tenant, whatever the profile. */
const isTenantNamed = ({flags, environment}: SettingsSources): boolean =>
  [flags.baseUrl, flags.subdomain, flags.domain, flags.tokenFile].some(flag => flag !== undefined) ||
  ['BASE_URL', 'SUBDOMAIN', 'DOMAIN', 'TOKEN'].some(key => Boolean(environment[`FLOORWALKER_${key}`]));

/** What each origin says about the tenant, strongest first. */
function tenantLayers({flags, environment}: SettingsSources, profile: Profile, place: Place): readonly TenantLayer[] {
  const variables = {
    baseUrl: 'FLOORWALKER_BASE_URL',
    subdomain: 'FLOORWALKER_SUBDOMAIN',
    domain: 'FLOORWALKER_DOMAIN',
  };
  const spellings = {baseUrl: '--base-url', subdomain: '--subdomain', domain: '--domain'};
  return [
    {baseUrl: flags.baseUrl, subdomain: flags.subdomain, domain: flags.domain, name: setting => spellings[setting]},
    {
      baseUrl: environment[variables.baseUrl],
      subdomain: environment[variables.subdomain],
      domain: environment[variables.domain],
      name: setting => variables[setting],
    },
    {baseUrl: profile.baseUrl, subdomain: profile.subdomain, domain: profile.domain, name: place},
  ];
}

/** A relative path starts where the settings file is. */
const caOf = (file: string, {path, home, key}: {path: string; home: string; key: string}): Promise<readonly string[]> =>
  readCaFile(resolvePath(file, {home, from: dirname(path)}), key);

/**
 * Puts the settings together: flags beat environment beats profile beats defaults. Throws SettingsError for what is
 * wrong (CredentialsError for the token, NoTenantError when nothing names a tenant); sends nothing.
 */
export async function loadSettings(sources: SettingsSources): Promise<Settings> {
  const {flags, environment, home, cwd, uid, commandTimeout = 60_000} = sources;
  const chosen = flags.profile ?? (environment['FLOORWALKER_PROFILE'] || undefined);
  const path = settingsPath(environment, home);
  const isDemanded = chosen !== undefined || Boolean(environment['FLOORWALKER_CONFIG']);
  const file = await readSettingsFile(path, {isDemanded, uid});
  const outside = tenantLayers(sources, {}, String);
  const profile = chooseProfile(
    file,
    chosen,
    outside.some(({baseUrl, domain}) => baseUrl || domain),
  );
  const name = chosen ?? 'default';
  const place: Place = key => file?.place('profiles', name, key) ?? key;
  const {baseUrl, subdomain} = chooseTenant(tenantLayers(sources, profile, place), flags.allowHttp);
  const isLanguageGiven = flags.lang.length > 0;
  return Object.freeze({
    ...profileSettings(profile),
    tenant: subdomain,
    profile: name,
    otherProfiles: isTenantNamed(sources) ? [] : [...(file?.profiles.keys() ?? [])].filter(one => one !== name),
    baseUrl,
    subdomain,
    token: sources.isOffline
      ? () => Promise.reject(new CredentialsError('No token was asked for.'))
      : chooseToken({flags, environment, profile, place, settingsFile: path, home, cwd, commandTimeout}),
    companySecret: chooseCompanySecret({environment, profile, place, settingsFile: path, home, commandTimeout}),
    rate: flags.rate ?? profile.rate ?? 1,
    languages: isLanguageGiven
      ? checkLanguages(flags.lang, '--lang')
      : checkLanguages(profile.languages ?? ['en'], place('languages')),
    readOnly: flags.readOnly || flags.wallboard || (profile.readOnly ?? false),
    maskPii: flags.maskPii ?? profile.maskPii ?? flags.wallboard,
    recordPersonal: flags.recordPersonal,
    allowHttp: flags.allowHttp,
    ca: profile.caFile === undefined ? [] : await caOf(profile.caFile, {path, home, key: place('caFile')}),
    proxy: chooseProxy(environment, baseUrl),
    place: (...key) => file?.place('profiles', name, ...key) ?? key.join('.'),
    hooks: {audit: profile.hooks?.audit === undefined ? null : commandWords(profile.hooks.audit, home)},
    secondPerson: profile.secondPerson
      ? {
          ...profile.secondPerson,
          directory: resolvePath(profile.secondPerson.directory, {home, from: dirname(path)}),
        }
      : null,
  });
}
