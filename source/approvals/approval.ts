import {z} from 'zod';
import {type ApprovalRequest, digestOf} from './approval-request.js';

const schema = z.strictObject({
  version: z.literal(1),
  code: z.string(),
  /** See `digestOf`. */
  digest: z.string(),
});

/** An agreement as it is written. Whose it is does not stand in it: the file's owner tells. */
export type WrittenApproval = Readonly<z.output<typeof schema>>;

/** The whole text of the file by which somebody agrees to `request`. */
export const approvalText = (request: ApprovalRequest): string =>
  `${JSON.stringify({version: 1, code: request.code, digest: digestOf(request)} satisfies WrittenApproval)}\n`;

/**
 * Reads a file that agrees to `request`; null where it does not. Nothing may stand around it: a log of somebody else that
 * was made to hold the right line must not pass for an agreement.
 */
export function readApproval(text: string, request: ApprovalRequest): WrittenApproval | null {
  try {
    const approval = schema.parse(JSON.parse(text));
    return approval.code === request.code && approval.digest === digestOf(request) ? approval : null;
  } catch {
    return null;
  }
}
