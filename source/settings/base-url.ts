import {isIP} from 'node:net';
import {isLoopbackName} from '../lib/loopback-name.js';
import {SettingsError} from './settings-error.js';

const apiPath = '/apps/api/v1';

/**
 * The API root in its final form: no slash at its end, `/apps/api/v1` added to a bare origin. `from` names the flag,
 * variable or key for the SettingsError thrown for anything else than http(s), for a user, query or fragment in it,
 * and for plain http to another host than this one unless `allowHttp`.
 */
export function parseBaseUrl(text: string, from: string, allowHttp: boolean): string {
  const takes = `${from} takes a URL such as https://acme.ccp.example.com`;
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) throw new SettingsError(`${takes}, beginning with https://.`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new SettingsError(`${takes}, without a user and password in it: a token goes into --token-file.`);
  }
  if (url.search !== '' || url.hash !== '') throw new SettingsError(`${takes}, without ? or # in it.`);
  if (url.protocol === 'http:' && !isLoopbackName(url.hostname) && !allowHttp) {
    throw new SettingsError(
      `${from} is plain http to ${url.hostname}, which would show the token to the network: take https, or add --allow-http.`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? apiPath : path}`;
}

/** The subdomain in a base URL's host, its first label; undefined for an address or a single name. */
export function subdomainOf(baseUrl: string): string | undefined {
  const {hostname} = new URL(baseUrl);
  const isAddress = hostname.startsWith('[') || isIP(hostname) !== 0;
  return isAddress || !hostname.includes('.') ? undefined : hostname.split('.')[0];
}
