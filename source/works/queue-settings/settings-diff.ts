import diff from 'microdiff';

/** One difference between two exports, in words. */
export type SettingsChange = {
  readonly kind: 'changed' | 'added' | 'removed';
  /** The way to it: `queues / Refunds (en) / channels / call / max_wait_seconds`. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
};

type Json = Readonly<Record<string, unknown>>;

/** What tells rows of a list apart, best first; a list is matched by what all of its rows have, each its own. */
const KEYS: readonly (readonly string[])[] = [
  ['menu_id', 'lang', 'menu_type'],
  ['menu_id', 'lang'],
  ['id'],
  ['uuid'],
  ['menu_id'],
  ['channel'],
  ['shortcut'],
  ['key'],
  ['phone_number'],
  ['name'],
];
/** What rows are called. */
const NAMES = ['name', 'title', 'label', 'shortcut', 'channel'];
/** Longest value that is shown. */
const LONGEST = 120;

/**
 * The differences of two exports of queue settings. Rows of lists are matched by their ids, not their places, so that a
 * list in another order is no difference.
 */
export function settingsDiff(before: unknown, after: unknown): readonly SettingsChange[] {
  const [old, fresh] = [byKey(before), byKey(after)];
  if (!isObject(old) || !isObject(fresh)) {
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{kind: 'changed', where: '(everything)', before: words(before), after: words(after)}];
  }
  return diff({...old}, {...fresh}).map((one): SettingsChange => {
    const path = one.path.map(String);
    const where = wayTo(path, one.type === 'CREATE' ? fresh : old);
    if (one.type === 'CREATE') return {kind: 'added', where, before: '', after: words(one.value)};
    if (one.type === 'REMOVE') return {kind: 'removed', where, before: words(one.oldValue), after: ''};
    return {kind: 'changed', where, before: words(one.oldValue), after: words(one.value)};
  });
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists whose rows have ids become maps by them; all other lists stay as they are. */
function byKey(value: unknown): unknown {
  if (Array.isArray(value)) {
    const rows = value.map(byKey);
    const key = keyOf(rows);
    return key ? Object.fromEntries(rows.map(row => [key(row as Json), row])) : rows;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, byKey(inner)]));
}

function keyOf(rows: readonly unknown[]): ((row: Json) => string) | null {
  if (rows.length === 0 || !rows.every(isObject)) return null;
  for (const names of KEYS) {
    // A dot keeps keys that look like numbers in the order of the file.
    const key = (row: Json): string => `#${names.map(name => String(row[name])).join('.')}`;
    const isTold = rows.every(row => names.every(name => ['string', 'number'].includes(typeof row[name])));
    if (isTold && new Set(rows.map(key)).size === rows.length) return key;
  }
  return null;
}

/** The path with rows called by their names. */
function wayTo(path: readonly string[], root: Json): string {
  let at: unknown = root;
  const parts: string[] = [];
  for (const part of path) {
    at = isObject(at) || Array.isArray(at) ? (at as Json)[part] : undefined;
    parts.push(part.startsWith('#') ? nameOf(at, part) : part);
  }
  return parts.join(' / ');
}

function nameOf(row: unknown, key: string): string {
  const id = key.slice(1).split('.').join(' ');
  const name = isObject(row) ? NAMES.map(field => row[field]).find(value => typeof value === 'string') : undefined;
  return typeof name === 'string' && name !== id ? `${name} (${id})` : id;
}

function words(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
