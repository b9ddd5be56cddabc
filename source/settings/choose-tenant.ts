import {parseBaseUrl, subdomainOf} from './base-url.js';
import {NoTenantError, SettingsError} from './settings-error.js';

/** What one origin (flags, environment or profile) says about the tenant. `name` spells a setting for messages. */
export type TenantLayer = {
  readonly baseUrl?: string | undefined;
  readonly subdomain?: string | undefined;
  readonly domain?: string | undefined;
  readonly name: (setting: 'baseUrl' | 'subdomain' | 'domain') => string;
};

/** Which installation is meant, and who we are there. */
export type TenantChoice = {readonly baseUrl: string; readonly subdomain: string};

const subdomainForm = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const domainForm = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/;

function givenSubdomain(layers: readonly TenantLayer[]): string | undefined {
  const layer = layers.find(({subdomain}) => subdomain);
  if (!layer?.subdomain) return undefined;
  if (subdomainForm.test(layer.subdomain)) return layer.subdomain;
  throw new SettingsError(`${layer.name('subdomain')} takes a subdomain: letters, digits and dashes, such as acme.`);
}

/**
 * Combines the layers, strongest first. The address is `baseUrl` or `domain` of the strongest layer that has either;
 * the subdomain may come from another. Throws NoTenantError when no layer says anything, else SettingsError.
 */
export function chooseTenant(layers: readonly TenantLayer[], allowHttp: boolean): TenantChoice {
  const subdomain = givenSubdomain(layers);
  const layer = layers.find(({baseUrl, domain}) => baseUrl || domain);
  if (!layer) {
    if (subdomain === undefined) throw new NoTenantError();
    throw new SettingsError(
      `The subdomain ${subdomain} lacks its domain: give --domain, FLOORWALKER_DOMAIN or --base-url.`,
    );
  }
  if (layer.baseUrl && layer.domain) {
    throw new SettingsError(
      `${layer.name('baseUrl')} and ${layer.name('domain')} name the tenant twice: keep one of the two.`,
    );
  }
  if (layer.baseUrl) {
    const baseUrl = parseBaseUrl(layer.baseUrl, layer.name('baseUrl'), allowHttp);
    const user = subdomain ?? subdomainOf(baseUrl);
    if (user !== undefined) return {baseUrl, subdomain: user};
    throw new SettingsError(
      `${layer.name('baseUrl')} has no subdomain in its host, and requests need one as their user name: give --subdomain ` +
        'or FLOORWALKER_SUBDOMAIN.',
    );
  }
  const {domain = ''} = layer;
  if (!domainForm.test(domain)) {
    throw new SettingsError(`${layer.name('domain')} takes a domain alone, such as ccp.example.com.`);
  }
  if (subdomain === undefined) {
    throw new SettingsError(`${layer.name('domain')} needs a subdomain: give --subdomain or FLOORWALKER_SUBDOMAIN.`);
  }
  return {baseUrl: parseBaseUrl(`https://${subdomain}.${domain}`, layer.name('domain'), allowHttp), subdomain};
}
