import type {OperationInput} from '../api/build-request.js';
import type {InputField} from '../api/errors.js';
import {type Field, fieldsOf} from '../api/field-list.js';
import type {FieldKind, Pick} from '../api/field-meta.js';
import {valueOfText, valuesOfTexts} from '../api/field-value.js';
import type {AnyOperation} from '../api/operation.js';
import {homePath} from '../lib/home-path.js';

/** One input of an operation's form. */
export type FormSpec = {
  /** As problems name it: `body chat.menu_id`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** The words that can be chosen, where there are such. */
  readonly words: readonly string[] | null;
  /** What it holds at first. */
  readonly fallback: string;
  readonly personal: boolean;
  readonly pick: Pick | null;
  /** Takes several values. */
  readonly isList: boolean;
};

type Part = InputField['part'];
const PARTS: readonly Part[] = ['params', 'query', 'body'];

/** A row of a list that has one value only is typed as that value. */
type Placed = {readonly part: Part; readonly field: Field; readonly inner: Field | null};

/** The inputs of an operation, required ones first; groups are taken apart, rows of several values are JSON. */
export function formSpecs(operation: AnyOperation): readonly FormSpec[] {
  const specs = placesOf(operation).map(({part, field, inner}): FormSpec => {
    const shown = inner ?? field;
    return {
      id: `${part} ${field.name}`,
      label: field.name,
      help: inner ? `${field.help}: ${inner.help}` : helpOf(field),
      kind: field.kind,
      required: field.required && field.fallback === undefined,
      words: field.words ?? (field.kind === 'switch' ? ['true', 'false'] : null),
      fallback: field.fallback === undefined ? '' : String(field.fallback),
      personal: Boolean(field.personal || shown.personal),
      pick: shown.pick ?? null,
      isList: field.kind === 'list',
    };
  });
  return [...specs.filter(spec => spec.required), ...specs.filter(spec => !spec.required)];
}

const helpOf = ({help, usual}: Field): string => (usual === undefined ? help : `${help}; left out: ${usual}`);

function placesOf(operation: AnyOperation): readonly Placed[] {
  return PARTS.flatMap(part => {
    const fields = fieldsOf(operation[part]);
    return fields
      .filter(field => field.kind !== 'group' && !field.name.includes('[].'))
      .map(field => ({part, field, inner: onlyRequired(fields, field)}));
  });
}

function onlyRequired(fields: readonly Field[], {name, type}: Field): Field | null {
  if (type !== 'object[]') return null;
  const inner = fields.filter(field => field.name.startsWith(`${name}[].`) && field.required);
  return inner.length === 1 ? (inner[0] ?? null) : null;
}

/**
 * The input that an operation's form holds: empty texts are left out, groups come together again; `home` stands for `~`
 * in the paths of files.
 */
export function inputOfForm(operation: AnyOperation, textOf: (id: string) => string, home: string): OperationInput {
  const input: Record<Part, Record<string, unknown>> = {params: {}, query: {}, body: {}};
  for (const {part, field, inner} of placesOf(operation)) {
    const text = textOf(`${part} ${field.name}`).trim();
    if (text !== '') put(input[part], pathOf(part, field.name), fieldValue(field, inner, text, home));
  }
  // A group that must be there is there, so that what it lacks is named.
  for (const {name, required, kind} of fieldsOf(operation.body)) {
    if (kind === 'group' && required && !name.includes('[]')) put(input.body, name.split('.'), {});
  }
  const {params, query, body} = input;
  return operation.body ? {params, query, body} : {params, query};
}

/** Query keys have brackets, and dots are no groups there. */
const pathOf = (part: Part, name: string): readonly string[] => (part === 'body' ? name.split('.') : [name]);

function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    put(target[key] as Record<string, unknown>, rest, value);
  } else if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) target[key] ??= value;
  else target[key] = value;
}

function fieldValue(field: Field, inner: Field | null, text: string, home: string): unknown {
  if (field.kind === 'file') return {path: homePath(text, home)};
  if (field.kind !== 'list') return valueOfText(field, text);
  if (text.startsWith('[')) return valueOfText({kind: 'json', type: field.type}, text);
  const texts = text.split(field.type === 'string[]' && !text.includes(',') ? /\s+/ : /[,\s]+/).filter(Boolean);
  if (!inner) return valuesOfTexts(field, texts.flatMap(one => one.split(',')).filter(Boolean));
  const key = inner.name.slice(field.name.length + 3);
  return texts.map(one => ({[key]: valueOfText(inner, one)}));
}
