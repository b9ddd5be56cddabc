import {type Field, fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';
import {OPERATIONS} from '../api/operations/all.js';
import type {AuditLog} from '../audit/audit-log.js';
import type {AuditEntry, AuditTarget} from '../audit/audit-record.js';

/** What stands in the log for a text of an end user. */
const NOT_KEPT = '(not kept)';
/** What stands there for a number or an address, as pseudonyms are written. */
const PSEUDONYM = /^(?:tel|mail)-\w+$/;

type Mask = {readonly value: (value: unknown) => unknown; readonly text: (text: string) => string};

const byId = new Map(OPERATIONS.map(operation => [operation.id, operation]));

/**
 * A log that keeps no data of end users: of what the rows of the operations call personal, numbers and e-mail addresses become
 * pseudonyms, by which the same one is found again, and texts are left out. Agents stay as they are.
 */
export const endUserAudit = (log: AuditLog, mask: Mask): AuditLog => ({
  ...log,
  append: entry => {
    const operation = byId.get(entry.operation);
    const fields = operation ? personalFields(operation) : [];
    return log.append(fields.length === 0 ? entry : withoutEndUsers(entry, fields, mask));
  },
});

/** The fields that tell of end users; an agent's address does not. */
const personalFields = ({params, query, body}: AnyOperation): readonly Field[] =>
  [params, query, body]
    .flatMap(part => fieldsOf(part))
    .filter(({personal, pick}) => personal && pick !== 'agent-email');

function withoutEndUsers(entry: AuditEntry, fields: readonly Field[], mask: Mask): AuditEntry {
  const names = fields.map(({name}) => name);
  // Of a list of records those fields are left out that are personal themselves.
  const leaves = names.filter(name => !names.some(other => other.startsWith(`${name}[].`)));
  const {request} = entry;
  return {
    ...entry,
    targets: entry.targets.map(target => maskedTarget(target, names, mask)),
    request: request && {
      ...request,
      path: mask.text(request.path),
      body:
        typeof request.body === 'string'
          ? mask.text(request.body)
          : leaves.reduce((body, name) => hiddenAt(body, name.split('.'), mask), request.body),
    },
    outcome: mask.value(entry.outcome),
  };
}

function maskedTarget(target: AuditTarget, names: readonly string[], mask: Mask): AuditTarget {
  const isPersonal = names.some(name => name.split(/[.[\]]+/).findLast(part => part !== '') === target.kind);
  return isPersonal ? {kind: target.kind, id: String(hidden(String(target.id), mask))} : target;
}

/** A copy of `value` with what stands at a field's place hidden, in each of the records where there is a list on the way. */
function hiddenAt(value: unknown, [key, ...rest]: readonly string[], mask: Mask): unknown {
  if (key === undefined) return hidden(value, mask);
  if (typeof value !== 'object' || value === null) return value;
  const isRows = key.endsWith('[]');
  const name = isRows ? key.slice(0, -2) : key;
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  if (inner === undefined) return value;
  const now =
    isRows && Array.isArray(inner) ? inner.map(row => hiddenAt(row, rest, mask)) : hiddenAt(inner, rest, mask);
  return {...value, [name]: now};
}

function hidden(value: unknown, mask: Mask): unknown {
  if (Array.isArray(value)) return value.map(one => hidden(one, mask));
  if (value === null || value === '' || typeof value === 'boolean') return value;
  const told = typeof value === 'string' ? (mask.value({phone: value}) as {readonly phone: string}).phone : '';
  return PSEUDONYM.test(told) ? told : NOT_KEPT;
}
