import {type Field, fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';
import {OPERATIONS} from '../api/operations/all.js';
import type {AuditLog} from '../audit/audit-log.js';
import type {AuditEntry, AuditTarget} from '../audit/audit-record.js';
import {mapStrings} from '../lib/map-strings.js';
import {HiddenValues, type Mask} from './hidden-values.js';

const byId = new Map(OPERATIONS.map(operation => [operation.id, operation]));

/**
 * A log that keeps no data of end users: of what the rows of the operations call personal, numbers and e-mail addresses become
 * pseudonyms, by which the same one is found again, and texts are left out; so are they where the tenant says them back.
 * Agents stay as they are.
 */
export const endUserAudit = (log: AuditLog, mask: Mask): AuditLog => ({
  ...log,
  append: entry => {
    const operation = byId.get(entry.operation);
    return log.append(operation ? withoutEndUsers(entry, operation, mask) : entry);
  },
});

function withoutEndUsers(entry: AuditEntry, {params, query, body}: AnyOperation, mask: Mask): AuditEntry {
  const fields = [params, query, body].flatMap(part => fieldsOf(part));
  const personal = fields.filter(isOfEndUser).map(({name}) => name);
  // Of a list of records those fields are left out that are personal themselves.
  const leaves = personal.filter(name => !personal.some(other => other.startsWith(`${name}[].`)));
  const agents = new Set(fields.filter(({pick}) => pick === 'agent-email').map(({name}) => name));
  const hidden = new HiddenValues(mask);
  const targets = entry.targets.map(target => maskedTarget(target, personal, hidden));
  const {request} = entry;
  return {
    ...entry,
    targets,
    request: request && {
      ...request,
      path: mask.text(request.path),
      body: textsMasked(
        leaves.reduce((value, name) => hiddenAt(value, name.split('.'), hidden), request.body),
        agents,
        mask,
      ),
    },
    outcome: mapStrings(mask.value(entry.outcome), text => hidden.within(text)),
  };
}

/** Tells of an end user; an agent's address does not. */
const isOfEndUser = ({personal, pick}: Field): boolean => personal === true && pick !== 'agent-email';

/**
 * Numbers and addresses in what is no personal field, such as a reason; those of agents stay, and so does what tells the parts
 * of a form: no file is named after an end user.
 */
function textsMasked(body: unknown, agents: ReadonlySet<string>, mask: Mask): unknown {
  const text = (one: string): string => mask.text(one);
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return mapStrings(body, text);
  const entries = Object.entries(body);
  return Object.fromEntries(entries.map(([name, value]) => [name, agents.has(name) ? value : mapStrings(value, text)]));
}

function maskedTarget(target: AuditTarget, names: readonly string[], hidden: HiddenValues): AuditTarget {
  const isPersonal = names.some(name => name.split(/[.[\]]+/).findLast(part => part !== '') === target.kind);
  return isPersonal ? {kind: target.kind, id: String(hidden.instead(String(target.id)))} : target;
}

/** A copy of `value` with what stands at a field's place hidden, in each of the records where there is a list on the way. */
function hiddenAt(value: unknown, [key, ...rest]: readonly string[], hidden: HiddenValues): unknown {
  if (key === undefined) return hidden.instead(value);
  if (typeof value !== 'object' || value === null) return value;
  const isRows = key.endsWith('[]');
  const name = isRows ? key.slice(0, -2) : key;
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  if (inner === undefined) return value;
  const now =
    isRows && Array.isArray(inner) ? inner.map(row => hiddenAt(row, rest, hidden)) : hiddenAt(inner, rest, hidden);
  return {...value, [name]: now};
}
