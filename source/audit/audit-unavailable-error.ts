/** The audit log cannot be written, so no writing operation may be sent. The message is one sentence for the screen. */
export class AuditUnavailableError extends Error {
  override readonly name = 'AuditUnavailableError';
}

/** Wraps what a file operation threw; an AuditUnavailableError passes unchanged. */
export function unavailable(path: string, error: unknown): AuditUnavailableError {
  if (error instanceof AuditUnavailableError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AuditUnavailableError(
    `The audit log ${path} cannot be written (${reason}): nothing is sent until it can; check the disk and permissions.`,
    {cause: error},
  );
}
