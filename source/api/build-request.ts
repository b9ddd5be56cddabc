import {z} from 'zod';
import {safeText} from '../terminal/safe-text.js';
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
 * fit the row: a key that the row does not have, a path variable that would change the path, an unusable override.
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
  if (!TEMPLATE.test(template)) throw invalid(operation, `path ${template}: takes a path that begins with /`);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(operation, name, params[name]));
  const search = queryString(operation, query);
  return {
    operation: operation.id,
    method: (override?.method ?? operation.method).toUpperCase(),
    path: search ? `${path}${path.includes('?') ? '&' : '?'}${search}` : path,
    body: operation.body ? JSON.stringify(body) : null,
  };
}

/** Printable ASCII that starts at the root; anything else would be changed or refused on the way. */
const TEMPLATE = /^\/[\x21-\x7e]*$/;

const invalid = (operation: AnyOperation, text: string): InvalidInputError =>
  new InvalidInputError(`${operation.id}: ${safeText(text, 300)}`);

function check(operation: AnyOperation, part: string, schema: AnyOperation['answer'], value: unknown) {
  if (part !== 'body field') refuseUnknownKeys(operation, part, schema, value);
  const read = schema.safeParse(value);
  if (read.success) return read.data as Record<string, unknown>;
  const issue = read.error.issues[0];
  const field = issue?.path.join('.') || part;
  throw invalid(operation, `${part} ${field}: ${issue?.message ?? 'does not fit'}`);
}

/** Schemas drop what they do not know; a mistyped filter would silently ask for everything. */
function refuseUnknownKeys(
  operation: AnyOperation,
  part: string,
  schema: AnyOperation['answer'],
  value: unknown,
): void {
  if (!(schema instanceof z.ZodObject) || schema.def.catchall || typeof value !== 'object' || value === null) return;
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(value).find(key => !known.includes(key));
  if (unknown === undefined) return;
  throw invalid(operation, `unknown ${part} ${unknown}; it takes ${known.join(', ') || 'none'}`);
}

/** One path segment. Empty, `.` and `..` would lead to another path, even percent-encoded. */
function segment(operation: AnyOperation, name: string, value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  if (text === '') throw invalid(operation, `parameter ${name}: is missing`);
  if (text === '.' || text === '..') throw invalid(operation, `parameter ${name}: ${text} is not an id`);
  return encode(operation, name, text);
}

/** Repeated keys for arrays; keys left out when undefined. */
function queryString(operation: AnyOperation, query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeKey(operation, key)}=${encode(operation, key, String(item))}`);
    }
  }
  return pairs.join('&');
}

function encode(operation: AnyOperation, name: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw invalid(operation, `${name}: holds half a character`);
  }
}

const encodeKey = (operation: AnyOperation, key: string): string =>
  encode(operation, key, key).replaceAll('%5B', '[').replaceAll('%5D', ']');
