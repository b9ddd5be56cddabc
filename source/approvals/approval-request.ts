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
  requests: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      /** As it is shown: masked and without what is signed, where that is asked for. */
      body: z.string().nullable(),
      /** SHA-256 of the body as it is sent, hex. */
      hash: z.string(),
      /** Files that are sent with it: size in bytes, and SHA-256 of what they hold, hex. */
      files: z.array(z.object({path: z.string(), size: z.number(), hash: z.string()})),
    }),
  ),
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

/** What an agreement is bound to: SHA-256 of the whole request, as whoever agrees has read it; hex. */
export const digestOf = (request: ApprovalRequest): string => sha256(JSON.stringify(schema.parse(request)));

/** SHA-256 of a text, hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
