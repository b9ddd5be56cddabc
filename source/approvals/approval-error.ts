/** Why a second person's agreement cannot be asked for, given or taken: a sentence, and what to do. */
export class ApprovalError extends Error {
  override readonly name = 'ApprovalError';
}

/** The code of an error of the file system, such as `EACCES`; the error's text where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
