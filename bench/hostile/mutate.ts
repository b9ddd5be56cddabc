import type {HostileStrings} from './strings.js';

/** Values that lead on: a moment that cannot be read or an address that does not exist would end what is looked at. */
const LEADING =
  /(_at|_time|^time|date|^url|expires|^status|state|channel|type|lang|language|policy|key|s3_path|event|media)$/i;
/** A user with one of these set is gone from every list. */
const KEPT = /^(deactivated_at)$/;
/** How often a value that leads on is kept. */
const KEPT_SHARE = 0.85;

/** A copy of JSON with hostile strings for its texts; numbers, and so the ids that hold everything together, stay. */
export function mutate(value: unknown, strings: HostileStrings, key = ''): unknown {
  const {random} = strings;
  if (Array.isArray(value)) return value.map(one => mutate(one, strings, key));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, part]) => [name, mutate(part, strings, name)]);
    if (random.chance(0.02)) entries.push([strings.next(), strings.next()]);
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string' || KEPT.test(key)) return value;
  if (LEADING.test(key) && random.chance(KEPT_SHARE)) return value;
  return random.chance(0.3) ? `${value}${strings.next()}` : strings.next();
}
