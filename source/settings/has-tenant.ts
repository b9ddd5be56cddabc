import type {Environment} from './directories.js';
import type {Flags} from './flags.js';

const variables = ['BASE_URL', 'DOMAIN', 'SUBDOMAIN', 'PROFILE', 'CONFIG'] as const;

/**
 * Whether anything at all says which tenant is meant, told without reading a file. False: the two ways to start can
 * be shown at once. True: `loadSettings` decides. `fileExists`: whether there is a file at `settingsPath`.
 */
export function hasTenant(flags: Flags, environment: Environment, fileExists: boolean): boolean {
  const {demo, baseUrl, domain, subdomain, profile} = flags;
  return (
    demo ||
    fileExists ||
    [baseUrl, domain, subdomain, profile].some(value => value !== undefined) ||
    variables.some(name => Boolean(environment[`FLOORWALKER_${name}`]))
  );
}
