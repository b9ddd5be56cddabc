import type {AuditLog} from '../audit/audit-log.js';
import type {ReadOnlySwitch} from '../session/read-only-switch.js';
import {safeText} from '../terminal/safe-text.js';

/**
 * Switches read-only on or off, with a line in the audit log first: without it, it is not switched off, and the reason is
 * told. Resolves to null when it was done.
 */
export async function switchReadOnly(
  readOnly: ReadOnlySwitch,
  isOn: boolean,
  {audit, tenant, newId}: {readonly audit: AuditLog; readonly tenant: string; readonly newId: () => string},
): Promise<string | null> {
  // Nothing keeps anybody from doing less.
  if (isOn) readOnly.set(true);
  try {
    await audit.append({
      event: 'switched',
      actionId: newId(),
      operation: 'read-only',
      targets: [{kind: 'tenant', id: tenant}],
      request: null,
      outcome: {message: isOn ? 'read-only on' : 'read-only off', readOnly: isOn},
    });
  } catch (error) {
    return safeText(error instanceof Error ? error.message : String(error), 300);
  }
  readOnly.set(isOn);
  return null;
}
