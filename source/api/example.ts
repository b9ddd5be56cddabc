import {type Field, fieldsOf} from './field-list.js';
import type {AnyOperation} from './operation.js';

/** A value that a field takes, for examples: numbers and addresses that are kept for fiction. */
export function exampleValue({name, kind, type, words, fallback}: Field): unknown {
  if (fallback !== undefined) return fallback;
  if (words) return words[0];
  if (name.endsWith('ip_addrs')) return ['10.20.0.0/16'];
  if (kind === 'phone') return '+13125550177';
  if (kind === 'email') return 'noor.haddad@example.com';
  if (kind === 'language') return 'en';
  if (kind === 'moment') return '2031-03-05T09:30:00Z';
  if (kind === 'file') return {path: 'file.json'};
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

/** The smallest complete value of a part: its required fields, those inside of groups and rows too. */
export function exampleOfFields(fields: readonly Field[], prefix = ''): Readonly<Record<string, unknown>> {
  const own = fields.filter(({name}) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'));
  return Object.fromEntries(
    own
      .filter(field => field.required)
      .map(field => {
        const key = field.name.slice(prefix.length);
        if (field.kind === 'group') return [key, exampleOfFields(fields, `${field.name}.`)];
        if (field.type === 'object[]') return [key, [exampleOfFields(fields, `${field.name}[].`)]];
        return [key, exampleValue(field)];
      }),
  );
}

const quoted = (text: string): string => (/^[\w.,:/@+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** A command line that runs the operation with its required fields. */
export function exampleOf(operation: AnyOperation): string {
  const pairs = (flag: string, values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).flatMap(([name, value]) =>
      [value].flat().map(one => `${flag} ${quoted(`${name}=${String(one)}`)}`),
    );
  const fields = fieldsOf(operation.body);
  const files = fields.filter(field => field.kind === 'file').map(({name}) => `--file ${name}=@file.json`);
  const body = exampleOfFields(fields.filter(field => field.kind !== 'file'));
  return [
    `floorwalker call ${operation.id}`,
    ...pairs('--param', exampleOfFields(fieldsOf(operation.params))),
    ...pairs('--query', exampleOfFields(fieldsOf(operation.query))),
    ...(Object.keys(body).length > 0 ? [`--body ${quoted(JSON.stringify(body))}`] : []),
    ...files,
    ...(operation.answers === 'file' ? ['--output file.zip'] : []),
    ...(operation.class === 'write' ? ['--yes'] : operation.class === 'dangerous' ? ['--confirm TENANT'] : []),
  ].join(' ');
}
