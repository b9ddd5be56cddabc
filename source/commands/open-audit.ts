import type {AuditLog} from '../audit/audit-log.js';
import {safeText} from '../terminal/safe-text.js';

/**
 * The audit log at `path`. Where it cannot be opened, the reason goes to `onProblem`, and every line tries again to open
 * it: as long as that fails the line is refused, so that nothing can be sent.
 */
export async function openAudit(
  path: string,
  open: () => Promise<AuditLog>,
  onProblem: (problem: string) => void,
): Promise<AuditLog> {
  let opening: Promise<AuditLog> | null = null;
  let isClosed = false;
  const opened = (): Promise<AuditLog> => {
    if (isClosed && !opening) return Promise.reject(new Error(`The audit log ${path} is closed.`));
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  await opened().catch((error: unknown) =>
    onProblem(safeText(error instanceof Error ? error.message : String(error), 300)),
  );
  return {
    path,
    append: async entry => (await opened()).append(entry),
    close: async () => {
      isClosed = true;
      const log = await opening?.catch(() => null);
      await log?.close();
    },
  };
}
