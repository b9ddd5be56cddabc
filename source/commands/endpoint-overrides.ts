import type {EndpointOverride} from '../api/build-request.js';
import {OPERATIONS} from '../api/operations/all.js';
import {didYouMean} from '../settings/closest.js';
import {SettingsError} from '../settings/settings-error.js';

/**
 * A profile's `endpoints` {operation id: "METHOD /path"} as the client takes them. Throws SettingsError for an id that
 * no operation has.
 */
export function endpointOverrides(
  endpoints: Readonly<Record<string, string>>,
  profile: string,
): ReadonlyMap<string, EndpointOverride> {
  const ids = OPERATIONS.map(operation => operation.id);
  const overrides = Object.entries(endpoints).map(([id, text]): [string, EndpointOverride] => {
    if (!ids.includes(id)) {
      const shown = id.slice(0, 60).replaceAll(/[^ -~]/g, '?');
      const listed = `there are ${ids.join(', ')}`;
      throw new SettingsError(
        `profiles.${profile}.endpoints names no operation "${shown}"; ${listed}.${didYouMean(id, ids)}`,
      );
    }
    const [method = '', path = ''] = text.split(' ');
    return [id, {method, path}];
  });
  return new Map(overrides);
}
