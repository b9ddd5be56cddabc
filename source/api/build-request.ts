import type {z} from 'zod';
import {safeText} from '../terminal/safe-text.js';
import {type InputField, InvalidInputError} from './errors.js';
import {type Field, fieldsOf} from './field-list.js';
import type {FileInput} from './fields.js';
import {momentOf} from './moment.js';
import type {AnyOperation} from './operation.js';

/** What a caller hands over for an operation; validated against its row. */
export type OperationInput = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** One part of a multipart body: a value, or a file by its path. */
export type RequestPart = {readonly name: string} & ({readonly value: string} | {readonly file: string});

/** The exact request an operation becomes: what is shown in a confirmation, written to the audit log, and sent. */
export type BuiltRequest = {
  readonly operation: string;
  readonly method: string;
  /** Path and query string below the API root, percent-encoded; brackets stay readable. */
  readonly path: string;
  /** JSON text, or null. */
  readonly body: string | null;
  /** Parts of a multipart body in their order, or null. */
  readonly parts: readonly RequestPart[] | null;
};

/** A method and path that replace an operation's own, as a profile may set them. */
export type EndpointOverride = {readonly method: string; readonly path: string};

/** What a request depends on beside its input. */
export type Surroundings = {
  /** Ms since the epoch. */
  readonly now: number;
  readonly override?: EndpointOverride | undefined;
  /** Why the file at a path is not what a field takes, or null; without it files are not looked at. */
  readonly fileProblem?: (field: Field, path: string) => string | null;
};

/** The parts of a request, as an error names their fields. */
const PART_WORDS = {params: 'parameter', query: 'query key', body: 'body field'} as const;
type PartName = InputField['part'];

/**
 * Builds the request for `operation` from `input`. Throws InvalidInputError naming the field
 * when the input does not fit the row: a field that the row does not have, one that is missing or wrong, a moment that
 * should lie in the future, a path variable that would change the path, an unusable override.
 */
export function buildRequest(operation: AnyOperation, input: OperationInput, surroundings: Surroundings): BuiltRequest {
  const {override} = surroundings;
  const params = check(operation, 'params', operation.params, input.params ?? {}, surroundings);
  const query = check(operation, 'query', operation.query, input.query ?? {}, surroundings);
  if (!operation.body && input.body !== undefined) throw invalid(operation, 'it takes no body');
  const body = operation.body ? check(operation, 'body', operation.body, input.body ?? {}, surroundings) : null;
  const broken = operation.rule?.({params, query, body});
  if (broken) throw invalidField(operation, broken, broken.problem);
  const template = override?.path ?? operation.path;
  if (!TEMPLATE.test(template)) throw invalid(operation, `path ${template}: takes a path that begins with /`);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(operation, name, params[name]));
  const search = queryString(operation, query);
  const isMultipart = operation.encoding === 'multipart';
  return {
    operation: operation.id,
    method: (override?.method ?? operation.method).toUpperCase(),
    path: search ? `${path}${path.includes('?') ? '&' : '?'}${search}` : path,
    body: body && !isMultipart ? JSON.stringify(body) : null,
    parts: body && isMultipart ? partsOf(body) : null,
  };
}

/** Printable ASCII that starts at the root; anything else would be changed or refused on the way. */
const TEMPLATE = /^\/[\x21-\x7e]*$/;

const invalid = (operation: AnyOperation, text: string, field?: InputField): InvalidInputError =>
  new InvalidInputError(`${operation.id}: ${safeText(text, 400)}`, field ? {field} : {});

function check(
  operation: AnyOperation,
  part: PartName,
  schema: z.ZodType,
  value: unknown,
  {now, fileProblem}: Surroundings,
): Readonly<Record<string, unknown>> {
  const read = schema.safeParse(value);
  if (!read.success) throw invalidIssue(operation, part, schema, read.error.issues[0]);
  for (const field of fieldsOf(schema)) {
    for (const one of valuesAt(read.data, field.name.split('.'))) {
      const problem = problemOf(field, one, now, fileProblem);
      if (problem !== null) throw invalidField(operation, {part, name: field.name}, problem);
    }
  }
  return read.data as Record<string, unknown>;
}

/** What only the time and the disk can tell of a value that its schema accepts. */
function problemOf(field: Field, value: unknown, now: number, fileProblem: Surroundings['fileProblem']): string | null {
  if (field.future && typeof value === 'string' && (momentOf(value) ?? 0) <= now) {
    return `takes a moment in the future, not "${value}"`;
  }
  return field.kind === 'file' && value ? (fileProblem?.(field, (value as FileInput).path) ?? null) : null;
}

const invalidField = (operation: AnyOperation, field: InputField, problem: string): InvalidInputError =>
  invalid(operation, `${PART_WORDS[field.part]} ${field.name}: ${problem}`, field);

/** The first thing that a schema finds wrong. */
function invalidIssue(
  operation: AnyOperation,
  part: PartName,
  schema: z.ZodType,
  issue: z.core.$ZodIssue | undefined,
): InvalidInputError {
  const path = (issue?.path ?? []).map(String);
  const place = placeOf(path);
  if (issue?.code !== 'unrecognized_keys') {
    const where = path.join('.') || part;
    return invalid(operation, `${PART_WORDS[part]} ${where}: ${issue?.message}`, {part, name: place});
  }
  const key = issue.keys[0] ?? '';
  const known = knownAt(schema, place).join(', ') || 'none';
  const where = [...path, key].join('.');
  return invalid(operation, `${PART_WORDS[part]} ${where}: is not known; it takes ${known}`, {part, name: place});
}

/** A place as field lists write it: `contacts[].phone_number`, whichever row of the list it is. */
const placeOf = (path: readonly string[]): string =>
  path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[]` : text ? `${text}.${key}` : key), '');

/** Names of the fields at a place of a part; empty is its top. */
function knownAt(schema: z.ZodType, place: string): readonly string[] {
  const prefix = place === '' ? '' : `${place}.`;
  return fieldsOf(schema)
    .filter(({name}) => name.startsWith(prefix))
    .map(({name}) => name.slice(prefix.length))
    .filter(name => !name.includes('.'));
}

/** Every value at a field's place; several where a list lies on the way. */
function valuesAt(data: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return [data];
  const inner = (data as Record<string, unknown> | null | undefined)?.[key.replace(/\[\]$/, '')];
  return key.endsWith('[]') && Array.isArray(inner) ? inner.flatMap(one => valuesAt(one, rest)) : valuesAt(inner, rest);
}

function partsOf(body: Readonly<Record<string, unknown>>): readonly RequestPart[] {
  const isFile = (value: unknown): value is FileInput => typeof value === 'object' && value !== null && 'path' in value;
  return Object.entries(body).flatMap(([name, value]): readonly RequestPart[] => {
    if (value === undefined) return [];
    return [isFile(value) ? {name, file: value.path} : {name, value: String(value)}];
  });
}

/** One path segment. Empty, `.` and `..` would lead to another path, even percent-encoded. */
function segment(operation: AnyOperation, name: string, value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const field = {part: 'params', name} as const;
  if (text === '') throw invalidField(operation, field, 'is missing');
  if (text === '.' || text === '..') throw invalidField(operation, field, `${text} is not an id`);
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
