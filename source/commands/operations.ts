import {exampleOf} from '../api/example.js';
import {type Field, fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';
import {OPERATIONS} from '../api/operations/all.js';
import {jsonLine} from '../lib/json-line.js';
import type {Flags} from '../settings/flags.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT} from './exit-code.js';
import {findOperation} from './find-operation.js';

/**
 * `floorwalker operations [ID]`: every operation, or one in full; as text, or with `--format json` as data. Needs no
 * settings and sends nothing. Resolves to the exit code; throws SettingsError for an id that does not exist.
 */
export async function runOperations(id: string | undefined, flags: Flags, io: CommandIo): Promise<number> {
  const one = id === undefined ? null : findOperation(id);
  const text =
    flags.format === 'json'
      ? jsonLine(one ? operationData(one) : OPERATIONS.map(operationData))
      : one
        ? inFull(one)
        : listed(OPERATIONS);
  const ending = new Ending(io);
  try {
    const written = new Promise<void>(resolve => io.stdout.write(text, () => resolve()));
    await Promise.race([written.then(() => ending.end(EXIT.ok)), ending.result]);
    return await ending.result;
  } finally {
    ending.close();
  }
}

/** One operation as data. */
export const operationData = (operation: AnyOperation) => ({
  id: operation.id,
  group: operation.group,
  title: operation.title,
  help: operation.help,
  method: operation.method,
  path: operation.path,
  params: fieldsOf(operation.params).map(fieldData),
  query: fieldsOf(operation.query).map(fieldData),
  body: fieldsOf(operation.body).map(fieldData),
  contentType: operation.body
    ? operation.encoding === 'multipart'
      ? 'multipart/form-data'
      : 'application/json'
    : null,
  answers: operation.answers,
  class: operation.class,
  repeat: operation.repeat,
  confidence: operation.confidence,
  alternatives: operation.alternatives,
  starts: operation.starts,
  source: operation.source,
});

const fieldData = ({name, type, required, words, fallback, usual, help}: Field) => ({
  name,
  type,
  required,
  ...(words ? {enum: words} : {}),
  ...(fallback === undefined ? {} : {default: fallback}),
  ...(usual === undefined ? {} : {usual}),
  help,
});

const ID_WIDTH = 36;

function listed(operations: readonly AnyOperation[]): string {
  const groups = [...new Set(operations.map(operation => operation.group))];
  const lines = groups.flatMap(group => [
    group,
    ...operations
      .filter(operation => operation.group === group)
      .map(({id, method, path, class: kind, confidence}) => {
        const mark = confidence === 'inferred' ? ', inferred' : '';
        return `  ${id.padEnd(ID_WIDTH)}${kind.padEnd(10)}${method.padEnd(7)}${path}${mark}`;
      }),
    '',
  ]);
  return `${lines.join('\n')}`;
}

function inFull(operation: AnyOperation): string {
  const {id, title, help, method, path, confidence, alternatives, repeat, source} = operation;
  const parts = [
    ['Path (--param)', operation.params],
    ['Query (--query)', operation.query],
    [operation.encoding === 'multipart' ? 'Body (--body, --file)' : 'Body (--body)', operation.body],
  ] as const;
  const lines = [
    `${id}: ${title}`,
    help,
    '',
    `${method} ${path}`,
    `${operation.class}, ${repeat === 'safe' ? 'may be repeated' : 'sent once'}, ${confidence}`,
    ...(alternatives.length > 0 ? [`could also be: ${alternatives.join('; ')}`] : []),
    `source: ${source}`,
    ...parts.flatMap(([heading, schema]) => {
      const fields = fieldsOf(schema);
      return fields.length > 0 ? ['', heading, ...fields.map(fieldLine)] : [];
    }),
    '',
    'Example',
    `  ${exampleOf(operation)}`,
    '',
  ];
  return lines.join('\n');
}

function fieldLine({name, type, required, words, fallback, usual, help}: Field): string {
  const need = fallback === undefined ? (required ? 'required' : '') : `default ${fallback}`;
  const values = words ? `: ${words.join(' | ')}` : '';
  const left = usual === undefined ? '' : ` (left out: ${usual})`;
  return `  ${name.padEnd(26)} ${type.padEnd(15)} ${need.padEnd(9)} ${help}${values}${left}`.trimEnd();
}
