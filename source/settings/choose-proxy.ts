import type {Environment} from './directories.js';
import {SettingsError} from './settings-error.js';

/** A proxy for https, and the hosts that are reached without it, as NO_PROXY lists them. */
export type TenantProxy = {readonly url: string; readonly except: string};

/** The lower-case name goes first, as curl and others read them. */
const variable = (environment: Environment, name: string): readonly [string, string] | null => {
  for (const one of [name.toLowerCase(), name]) {
    const value = environment[one];
    if (value) return [one, value];
  }
  return null;
};

/**
 * The proxy that the environment names (HTTPS_PROXY and NO_PROXY, or in lower case), or null. Plain http is spoken with
 * this machine alone, or where it was permitted, and never through a proxy. Throws SettingsError, without the password that
 * the address may hold.
 */
export function chooseProxy(environment: Environment, baseUrl: string): TenantProxy | null {
  const named = variable(environment, 'HTTPS_PROXY');
  if (!named || !baseUrl.startsWith('https:')) return null;
  const [name, text] = named;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') {
    return {url: url.href, except: variable(environment, 'NO_PROXY')?.[1] ?? ''};
  }
  throw new SettingsError(`${name} takes the address of a proxy, such as http://proxy.example.com:3128.`);
}
