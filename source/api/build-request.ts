import {InvalidInputError} from './errors.js';
import type {AnyOperation} from './operation.js';

/** What a caller hands over for an operation; validated against its row. */
export type OperationInput = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** The exact request an operation becomes: what is shown in a confirmation, written to the audit log, and sent. */
export type BuiltRequest = {
  readonly operation: string;
  readonly method: string;
  /** Path and query string below the API root, percent-encoded; brackets stay readable. */
  readonly path: string;
  /** JSON text, or null. */
  readonly body: string | null;
};

/** A method and path that replace an operation's own, as a profile may set them. */
export type EndpointOverride = {readonly method: string; readonly path: string};

/**
 * Builds the request for `operation` from `input`. Throws InvalidInputError naming the field when the input does not
 * fit the row.
 */
export function buildRequest(
  operation: AnyOperation,
  input: OperationInput,
  override?: EndpointOverride,
): BuiltRequest {
  const params = check(operation, 'parameter', operation.params, input.params ?? {});
  const query = check(operation, 'query key', operation.query, input.query ?? {});
  const body = operation.body ? check(operation, 'body field', operation.body, input.body) : null;
  const template = override?.path ?? operation.path;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = queryString(query);
  return {
    operation: operation.id,
    method: override?.method ?? operation.method,
    path: search ? `${path}?${search}` : path,
    body: operation.body ? JSON.stringify(body) : null,
  };
}

function check(operation: AnyOperation, part: string, schema: AnyOperation['answer'], value: unknown) {
  const read = schema.safeParse(value);
  if (read.success) return read.data as Record<string, unknown>;
  const issue = read.error.issues[0];
  const field = issue?.path.join('.') || part;
  throw new InvalidInputError(`${operation.id}: ${part} ${field}: ${issue?.message ?? 'does not fit'}`);
}

/** Repeated keys for arrays; keys left out when undefined. */
function queryString(query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeKey(key)}=${encodeURIComponent(String(item))}`);
    }
  }
  return pairs.join('&');
}

const encodeKey = (key: string): string => encodeURIComponent(key).replaceAll('%5B', '[').replaceAll('%5D', ']');
