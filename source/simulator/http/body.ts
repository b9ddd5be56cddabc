import type {IncomingMessage} from 'node:http';
import type {z} from 'zod';
import {badRequest, Refusal} from './refusal.js';

const LARGEST_BODY = 1_048_576;

/** Reads a JSON body of at most 1 MiB; undefined when it is empty. Throws a `Refusal` for too much or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when given up, so that the refusal still reaches the sender.
  for await (const chunk of request.iterator({destroyOnReturn: false}) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'Request body is too large', {connection: 'close'});
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw badRequest('Request body is not valid JSON');
  }
}

/** The body in this shape; 400 naming the first field that does not fit. */
export function shaped<T extends z.ZodType>(schema: T | null, body: unknown): z.output<T> {
  if (schema === null) throw new Error('The operation has no body');
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'malformed'}`);
}
