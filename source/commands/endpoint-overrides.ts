import type {EndpointOverride} from '../api/build-request.js';
import {OPERATIONS} from '../api/operations/all.js';
import {didYouMean} from '../settings/closest.js';
import {SettingsError} from '../settings/settings-error.js';

/**
 * A profile's `endpoints` {operation id: "METHOD /path"} as the client takes them. Throws SettingsError for an id that
 * no operation has; `place` tells where a key of the profile stands.
 */
export function endpointOverrides(
  endpoints: Readonly<Record<string, string>>,
  place: (...path: readonly string[]) => string,
): ReadonlyMap<string, EndpointOverride> {
  const ids = OPERATIONS.map(operation => operation.id);
  const overrides = Object.entries(endpoints).map(([id, text]): [string, EndpointOverride] => {
    if (!ids.includes(id)) {
      throw new SettingsError(
        `${place('endpoints', id)} names no operation; \`floorwalker operations\` lists them.${didYouMean(id, ids)}`,
      );
    }
    const [method = '', path = ''] = text.split(' ');
    return [id, {method, path}];
  });
  return new Map(overrides);
}
