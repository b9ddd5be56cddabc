import {createHash} from 'node:crypto';
import {z} from 'zod';

const target = z.object({kind: z.string(), id: z.union([z.string(), z.number()]), name: z.string().optional()});

/** What a second person is asked to agree to; written by whoever asks, read by whoever agrees. */
const schema = z.object({
  version: z.literal(1),
  /** Names the request: drawn anew for each, so that no file of before can be an answer to it. */
  code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/),
  actionId: z.string(),
  tenant: z.string(),
  title: z.string(),
  /** Who asks: the user's name, and where an SSH session came from. */
  who: z.object({user: z.string(), ssh: z.string().nullable()}),
  /** ISO 8601, UTC. */
  at: z.string(),
  facts: z.array(z.string()),
  targets: z.array(target),
  requests: z.array(z.object({method: z.string(), path: z.string(), body: z.string().nullable()})),
});

export type ApprovalRequest = Readonly<z.output<typeof schema>>;

/** Reads the text of a request file; null where it is none. */
export function readApprovalRequest(text: string): ApprovalRequest | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What an agreement is bound to: SHA-256 of everything that is sent, to whom, and by whom it was asked; hex. */
export function digestOf(request: ApprovalRequest): string {
  const {code, actionId, tenant, who, targets, requests} = request;
  return createHash('sha256')
    .update(JSON.stringify([code, actionId, tenant, who, targets, requests]))
    .digest('hex');
}
