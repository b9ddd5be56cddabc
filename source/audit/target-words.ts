import type {AuditTarget} from './audit-record.js';

/** So many targets are named; of more, their number is told. */
const NAMED = 3;

/** `agent 731 Ada`. */
export const targetWords = ({kind, id, name}: AuditTarget): string => `${kind} ${id}${name ? ` ${name}` : ''}`;

/** The first few targets in words, the others by their number; empty for none. */
export function targetList(targets: readonly AuditTarget[]): string {
  const named = targets.slice(0, NAMED).map(targetWords).join(', ');
  return targets.length > NAMED ? `${named} and ${targets.length - NAMED} more` : named;
}
