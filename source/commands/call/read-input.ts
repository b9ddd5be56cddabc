import {readFile} from 'node:fs/promises';
import type {OperationInput} from '../../api/build-request.js';
import {type Field, fieldsOf} from '../../api/field-list.js';
import {valueOfText, valuesOfTexts} from '../../api/field-value.js';
import type {AnyOperation} from '../../api/operation.js';
import {resolvePath} from '../../settings/directories.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';
import {safeText} from '../../terminal/safe-text.js';
import type {CommandIo} from '../command-io.js';

/** Longest text that is read as a body, bytes; files of any size go by --file. */
const LARGEST_BODY = 16 * 1024 * 1024;

/**
 * What the flags say of an operation's input; the row checks it later. Throws SettingsError for flags that cannot be
 * read: no `=`, a name the operation does not have, given twice, a body that is not JSON, a file that is not there.
 */
export async function readInput(operation: AnyOperation, flags: Flags, io: CommandIo): Promise<OperationInput> {
  const params = pairsOf('--param', flags.param, operation, fieldsOf(operation.params));
  const query = pairsOf('--query', flags.query, operation, fieldsOf(operation.query));
  const files = filesOf(operation, flags.file, io);
  const body = flags.body === undefined ? undefined : await readBody(flags.body, io);
  if (Object.keys(files).length === 0) return body === undefined ? {params, query} : {params, query, body};
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    throw new SettingsError('--body takes a JSON object beside --file.');
  }
  return {params, query, body: {...body, ...files}};
}

type Pair = readonly [name: string, value: string];

function pairOf(flag: string, text: string): Pair {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new SettingsError(`${flag} takes NAME=VALUE, not "${safeText(text, 60)}".`);
}

function pairsOf(
  flag: string,
  texts: readonly string[],
  operation: AnyOperation,
  known: readonly Field[],
): Readonly<Record<string, unknown>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of texts.map(text => pairOf(flag, text))) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...values].map(([name, given]) => {
      const field = known.find(one => one.name === name);
      if (!field) {
        const names = known.map(one => one.name).join(', ') || 'none';
        throw new SettingsError(`${operation.id}: ${flag} ${safeText(name, 60)}: is not known; it takes ${names}.`);
      }
      if (field.kind === 'list') return [name, valuesOfTexts(field, given)];
      if (given.length > 1) throw new SettingsError(`${operation.id}: ${flag} ${name} is given twice; give it once.`);
      return [name, valueOfText(field, given[0] ?? '')];
    }),
  );
}

function filesOf(
  operation: AnyOperation,
  texts: readonly string[],
  {home, cwd}: CommandIo,
): Readonly<Record<string, {readonly path: string}>> {
  const known = fieldsOf(operation.body).filter(field => field.kind === 'file');
  return Object.fromEntries(
    texts.map(text => {
      const [name, value] = pairOf('--file', text);
      if (!known.some(field => field.name === name)) {
        const names = known.map(field => field.name).join(', ') || 'no file';
        throw new SettingsError(`${operation.id}: --file ${safeText(name, 60)}: is not known; it takes ${names}.`);
      }
      const path = value.startsWith('@') ? value.slice(1) : value;
      if (path === '') throw new SettingsError(`--file ${name} lacks its path: write --file ${name}=@PATH.`);
      return [name, {path: resolvePath(path, {home, from: cwd})}];
    }),
  );
}

async function readBody(given: string, io: CommandIo): Promise<unknown> {
  const [text, where] = await textOf(given, io);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? safeText(error.message, 120) : '';
    throw new SettingsError(`--body is not JSON (${where}): ${why}.`);
  }
}

async function textOf(given: string, {stdin, home, cwd}: CommandIo): Promise<readonly [string, string]> {
  if (given === '-') return [await readAll(stdin), 'standard input'];
  if (!given.startsWith('@')) return [given, 'as given'];
  const path = resolvePath(given.slice(1), {home, from: cwd});
  try {
    return [await readFile(path, 'utf8'), path];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new SettingsError(`--body @${path} cannot be read (${code}): name a file with JSON in it.`);
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new SettingsError(`--body - takes at most ${LARGEST_BODY / 1_048_576} MiB.`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}
