import type {AuditLog} from './audit-log.js';
import type {AuditEntry, AuditTarget} from './audit-record.js';

/** What replaces personal data in values as JSON has them, and in running text. */
type Mask = {readonly value: (value: unknown) => unknown; readonly text: (text: string) => string};

/** A log into which personal data go as pseudonyms only: a line is masked before it is hashed. */
export const maskedAudit = (log: AuditLog, mask: Mask): AuditLog => ({
  ...log,
  append: entry => log.append(maskedEntry(entry, mask)),
});

const maskedEntry = (entry: AuditEntry, mask: Mask): AuditEntry => ({
  ...entry,
  targets: entry.targets.map(target => maskedTarget(target, mask)),
  request: entry.request && {
    ...entry.request,
    path: mask.text(entry.request.path),
    query: mask.value(entry.request.query) as Readonly<Record<string, unknown>>,
    body: mask.value(entry.request.body),
  },
  outcome: mask.value(entry.outcome),
});

/** A number to call may be a target itself: its kind says what its id is. */
function maskedTarget({kind, id, name}: AuditTarget, mask: Mask): AuditTarget {
  const masked = (mask.value({[kind]: id}) as Record<string, number | string>)[kind] ?? id;
  return {kind, id: masked, ...(name === undefined ? {} : {name: mask.text(name)})};
}
