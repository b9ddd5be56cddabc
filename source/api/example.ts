import type {OperationInput} from './build-request.js';
import {type Field, fieldsOf} from './field-list.js';
import type {AnyOperation} from './operation.js';

/** A value that a field takes, for examples: numbers and addresses that are kept for fiction. */
export function exampleValue({name, kind, type, words, fallback, example, endings}: Field): unknown {
  if (fallback !== undefined) return fallback;
  if (example !== undefined) return example;
  if (words) return words[0];
  if (name.endsWith('ip_addrs')) return ['10.20.0.0/16'];
  if (kind === 'phone') return '+13125550177';
  if (kind === 'email') return 'noor.haddad@example.com';
  if (kind === 'language') return 'en';
  if (kind === 'moment') return '2031-03-05T09:30:00Z';
  if (kind === 'file') return {path: `file${endings?.[0] ?? ''}`};
  if (kind === 'json') return {};
  if (type === 'integer' || kind === 'integer') return 12;
  if (type === 'boolean' || kind === 'switch') return true;
  if (type.endsWith('[]')) return [exampleItem(name, type)];
  return 'text';
}

function exampleItem(name: string, type: string): unknown {
  if (name === 'phone_numbers') return '+13125550177';
  return type === 'integer[]' ? 12 : type === 'boolean[]' ? true : type === 'object[]' ? {} : 'text';
}

type Values = Readonly<Record<string, unknown>>;

/** The fields right below a prefix. */
const below = (fields: readonly Field[], prefix: string): readonly Field[] =>
  fields.filter(({name}) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'));

/**
 * The smallest value of a part that tells something: its required fields, those inside of groups and rows too. A group
 * that requires none shows its first.
 */
export function exampleOfFields(fields: readonly Field[], prefix = ''): Values {
  const own = below(fields, prefix);
  const required = own.filter(field => field.required);
  const shown = required.length === 0 && prefix !== '' ? own.slice(0, 1) : required;
  return Object.fromEntries(shown.map(field => [field.name.slice(prefix.length), exampleWithin(fields, field)]));
}

function exampleWithin(fields: readonly Field[], field: Field): unknown {
  if (field.kind === 'group') return exampleOfFields(fields, `${field.name}.`);
  if (field.type === 'object[]') return [exampleOfFields(fields, `${field.name}[].`)];
  return exampleValue(field);
}

/**
 * A small input that the operation takes: its required fields, one at least where a body requires none, and what its rule
 * asks for beyond single fields.
 */
export function exampleInput(operation: AnyOperation): OperationInput {
  const bodyFields = fieldsOf(operation.body);
  const required = exampleOfFields(bodyFields);
  const first = bodyFields.slice(0, 1).map(field => [field.name, exampleWithin(bodyFields, field)] as const);
  let input = {
    params: exampleOfFields(fieldsOf(operation.params)),
    query: exampleOfFields(fieldsOf(operation.query)),
    body: Object.keys(required).length > 0 ? required : (Object.fromEntries(first) as Values),
  };
  const whole = () => (operation.body ? input : {params: input.params, query: input.query});
  // Each round adds a field: there are no more rounds than fields.
  for (let broken = operation.rule?.(whole()); broken; broken = operation.rule?.(whole())) {
    const {part, name} = broken;
    const fields = fieldsOf(operation[part]);
    const missing = fields.find(field => field.name === name);
    if (!missing || name in input[part]) break;
    input = {...input, [part]: {...input[part], [name]: exampleWithin(fields, missing)}};
  }
  return whole();
}

const quoted = (text: string): string => (/^[\w.,:/@+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** A command line that runs the operation with its example, quoted for a POSIX shell. */
export function exampleOf(operation: AnyOperation): string {
  const pairs = (flag: string, values: Values = {}) =>
    Object.entries(values).flatMap(([name, value]) =>
      [value].flat().map(one => `${flag} ${quoted(`${name}=${String(one)}`)}`),
    );
  const {params, query, body} = exampleInput(operation);
  const fileNames = new Set(fieldsOf(operation.body).flatMap(({kind, name}) => (kind === 'file' ? [name] : [])));
  const values = Object.entries((body ?? {}) as Values);
  const plain = Object.fromEntries(values.filter(([name]) => !fileNames.has(name)));
  const files = values.filter(([name]) => fileNames.has(name)) as [string, {readonly path: string}][];
  return [
    `floorwalker call ${operation.id}`,
    ...pairs('--param', params),
    ...pairs('--query', query),
    ...(Object.keys(plain).length > 0 ? [`--body ${quoted(JSON.stringify(plain))}`] : []),
    ...files.map(([name, {path}]) => `--file ${quoted(`${name}=@${path}`)}`),
    ...(operation.answers === 'file' ? ['--output download'] : []),
    ...(operation.class === 'write' ? ['--yes'] : operation.class === 'dangerous' ? ['--confirm TENANT'] : []),
  ].join(' ');
}
