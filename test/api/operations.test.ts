import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {buildRequest, type OperationInput} from '../../source/api/build-request.js';
import {InvalidInputError} from '../../source/api/errors.js';
import {exampleInput} from '../../source/api/example.js';
import {type Field, fieldsOf} from '../../source/api/field-list.js';
import type {AnyOperation} from '../../source/api/operation.js';
import {OPERATIONS} from '../../source/api/operations/all.js';
import {OPERATION_FACTS, type OperationFacts} from './operation-table.js';

const NOW = Date.parse('2027-01-01T00:00:00Z');
const PARTS = ['params', 'query', 'body'] as const;
type Part = (typeof PARTS)[number];
type Tree = Record<string, unknown>;

const requiredIn = (row: AnyOperation, part: Part): readonly string[] =>
  fieldsOf(row[part])
    .filter(field => field.required)
    .map(field => field.name)
    .toSorted();

const factsOf = (row: AnyOperation): OperationFacts => ({
  id: row.id,
  method: row.method,
  class: row.class,
  repeat: row.repeat,
  confidence: row.confidence,
  path: row.path,
  required: {path: requiredIn(row, 'params'), query: requiredIn(row, 'query'), body: requiredIn(row, 'body')},
});

describe('the rows', () => {
  test('are those of the API, in its order', () => {
    expect(OPERATIONS.map(({id}) => id)).toEqual(OPERATION_FACTS.map(({id}) => id));
  });

  test.each(OPERATION_FACTS.map(facts => [facts.id, facts] as const))('%s: is as the sources tell', (id, facts) => {
    const row = OPERATIONS.find(one => one.id === id);
    expect(row && factsOf(row)).toEqual(facts);
  });

  test.each(OPERATIONS.map(row => [row.id, row] as const))('%s: is whole and speaks to people', (_id, row) => {
    const variables = [...row.path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
    expect(Object.keys(row.params.shape).toSorted()).toEqual(variables.toSorted());
    expect(row.class === 'read').toBe(row.method === 'GET');
    if (row.method === 'GET') expect(row.body).toBeNull();
    expect([row.title, row.help, row.source].every(text => text.trim().length > 1)).toBe(true);
    for (const part of PARTS) for (const {help, name} of fieldsOf(row[part])) expect(help, name).not.toBe('');
  });
});

/** The input that an operation's example has, to be spoilt; every part is there. */
const sampleOf = (row: AnyOperation): Record<Part, Tree> => {
  const {params = {}, query = {}, body = {}} = structuredClone(exampleInput(row));
  return {params, query, body: body as Tree};
};

/** What holds a place's last key: the groups on the way are made where the example leaves them out. */
function holderOf(tree: Tree, [key = '', ...rest]: readonly string[]): Tree {
  if (rest.length === 0) return tree;
  const name = key.replace(/\[\]$/, '');
  if (tree[name] === undefined) tree[name] = key === name ? {} : [{}];
  const inner = key === name ? tree[name] : (tree[name] as readonly unknown[])[0];
  return holderOf(inner as Tree, rest);
}

/** Query keys have dots and brackets of their own. */
const pathOf = (part: Part, name: string): readonly string[] => (part === 'body' ? name.split('.') : [name]);

const build = (row: AnyOperation, {params, query, body}: Record<Part, Tree>) => {
  const input: OperationInput = row.body ? {params, query, body} : {params, query};
  return buildRequest(row, input, {now: NOW});
};

/** The refusal of an input: one line that says where it is wrong. */
function refusalOf(row: AnyOperation, input: Record<Part, Tree>): InvalidInputError {
  let caught: unknown = null;
  try {
    build(row, input);
  } catch (error) {
    caught = error;
  }
  if (!(caught instanceof InvalidInputError)) throw new Error(`not refused, but ${String(caught)}`, {cause: caught});
  expect(caught.message.startsWith(`${row.id}: `)).toBe(true);
  expect(caught.message).toMatch(/^[^\p{Cc}]+$/u);
  return caught;
}

const WORDS = {params: 'parameter', query: 'query key', body: 'body field'} as const;

/** The sentence for a field; of a list's rows it names the first. */
const sentence = (row: AnyOperation, part: Part, name: string, problem: string): string =>
  `${row.id}: ${WORDS[part]} ${name.replaceAll('[].', '.0.')}: ${problem}`;

type Placed = {readonly part: Part; readonly field: Field};
const fieldsIn = (row: AnyOperation): readonly Placed[] =>
  PARTS.flatMap(part => fieldsOf(row[part]).map(field => ({part, field})));

/** Values of other types than a field's own. */
function wrongFor({type, kind}: Field): fc.Arbitrary<unknown> {
  const kinds = kind === 'file' ? [] : type.endsWith('[]') ? ['list'] : type.split('|');
  const all: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
    ['string', fc.string({unit: 'grapheme', maxLength: 80})],
    ['integer', fc.integer()],
    ['fraction', fc.double({noInteger: true})],
    ['boolean', fc.boolean()],
    ['list', fc.array(fc.integer(), {maxLength: 3})],
    ['object', fc.constant({})],
    ['null', fc.constant(null)],
  ];
  return fc.oneof(...all.filter(([name]) => !kinds.includes(name)).map(([, values]) => values));
}

/** Keys that are misspelt, and such as an object has by itself. */
const keyNames = fc.oneof(
  fc.stringMatching(/^[a-z][a-z_]{0,20}$/),
  fc.stringMatching(/^[!-Z^-~]{0,20}$/),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'length'),
);

const isNeeded = ({field}: Placed): boolean => field.required && field.fallback === undefined;

/** Where keys can stand: a part, and the prefix of a group or of a list's rows in it. */
function placesOf(row: AnyOperation): readonly (readonly [Part, string])[] {
  const fields = fieldsOf(row.body);
  const prefixes = fields.map(({name, type}) => (type === 'object[]' ? `${name}[].` : `${name}.`));
  const inner = prefixes.filter(prefix => fields.some(({name}) => name.startsWith(prefix)));
  const body = row.body ? ['', ...inner] : [];
  return [['params', ''], ['query', ''], ...body.map(prefix => ['body', prefix] as const)];
}

const named = (rows: readonly AnyOperation[]) => rows.map(row => [row.id, row] as const);

describe('an input', () => {
  test.each(named(OPERATIONS))('%s: its example is taken', (id, row) => {
    expect(build(row, sampleOf(row))).toMatchObject({operation: id, method: row.method});
  });

  test.each(named(OPERATIONS))('%s: a key that it does not have is refused and named', (_id, row) => {
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(row)), keyNames, fc.jsonValue(), ([part, prefix], key, value) => {
        fc.pre(!fieldsOf(row[part]).some(({name}) => name === `${prefix}${key}`));
        const input = sampleOf(row);
        const holder = holderOf(input[part], [...prefix.split('.').filter(Boolean), '']);
        Object.defineProperty(holder, key, {value, enumerable: true, configurable: true});
        const {message, field} = refusalOf(row, input);
        expect(message).toContain(sentence(row, part, `${prefix}${key}`, 'is not known; it takes '));
        expect(field?.part).toBe(part);
      }),
    );
  });

  const withFields = OPERATIONS.filter(row => fieldsIn(row).length > 0);
  test.each(named(withFields))('%s: a value of another type is refused, with what is taken', (_id, row) => {
    const spoilt = fc
      .constantFrom(...fieldsIn(row))
      .chain(placed => wrongFor(placed.field).map(value => ({...placed, value})));
    fc.assert(
      fc.property(spoilt, ({part, field, value}) => {
        const input = sampleOf(row);
        const path = pathOf(part, field.name);
        holderOf(input[part], path)[path.at(-1) ?? ''] = value;
        const refusal = refusalOf(row, input);
        expect(refusal.message).toContain(sentence(row, part, field.name, 'takes '));
        expect(refusal.field).toEqual({part, name: field.name});
      }),
    );
  });

  const withNeeded = OPERATIONS.filter(row => fieldsIn(row).some(isNeeded));
  test.each(named(withNeeded))('%s: without fields that it needs it is refused, and one is named', (_id, row) => {
    fc.assert(
      fc.property(fc.subarray(fieldsIn(row).filter(isNeeded), {minLength: 1}), dropped => {
        const input = sampleOf(row);
        // Inner ones first: what holds them may go as well.
        for (const {part, field} of dropped.toReversed()) {
          const path = pathOf(part, field.name);
          delete holderOf(input[part], path)[path.at(-1) ?? ''];
        }
        const refusal = refusalOf(row, input);
        expect(dropped.map(({part, field}) => ({part, name: field.name}))).toContainEqual(refusal.field);
        const {part, name} = refusal.field ?? {part: 'body', name: ''};
        expect(refusal.message).toContain(sentence(row, part, name, 'missing; it takes '));
      }),
    );
  });
});
