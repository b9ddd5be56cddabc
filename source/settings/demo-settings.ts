import {checkLanguages} from './check-languages.js';
import type {Flags} from './flags.js';
import {profileSettings, type Settings} from './settings.js';

/** Settings for a simulated tenant that already listens: the flags and the defaults, no file and no environment. */
export function demoSettings(
  flags: Flags,
  tenant: {
    readonly baseUrl: string;
    readonly subdomain: string;
    readonly token: string;
    readonly companySecret: string;
  },
): Settings {
  return {
    ...profileSettings({}),
    tenant: tenant.subdomain,
    profile: 'demo',
    otherProfiles: [],
    baseUrl: tenant.baseUrl,
    subdomain: tenant.subdomain,
    companySecret: () => Promise.resolve(tenant.companySecret),
    token: () => Promise.resolve(tenant.token),
    rate: flags.rate ?? 1,
    languages: flags.lang.length > 0 ? checkLanguages(flags.lang, '--lang') : ['en'],
    readOnly: flags.readOnly || flags.wallboard,
    maskPii: flags.maskPii ?? flags.wallboard,
    recordPersonal: flags.recordPersonal,
    allowHttp: false,
    ca: [],
    secondPerson: null,
    hooks: {audit: null},
    proxy: null,
    place: (...key) => key.join('.'),
  };
}
