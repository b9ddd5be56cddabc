import type {z} from 'zod';
import {type FieldMeta, metaOf} from './field-meta.js';

/** One field of a path, query or body, as forms, help and documents list it. */
export type Field = FieldMeta & {
  /** From the top of its part: `lang`, `chat.menu_id`, `contacts[].phone_number`. */
  readonly name: string;
  /** `string`, `integer[]`, `object`, `file`, …: as JSON has it. */
  readonly type: string;
  /** The request is not complete without it; one with a default is filled in. */
  readonly required: boolean;
  readonly words?: readonly string[];
  readonly fallback?: string | number | boolean;
  readonly schema: z.ZodType;
};

type Def = {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly defaultValue?: unknown;
};
const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

/** The fields of `schema`, outer ones before those inside them; none for a schema that is no object. */
export function fieldsOf(schema: z.ZodType | null, prefix = ''): readonly Field[] {
  const shape = schema && (schema as unknown as {shape?: Readonly<Record<string, z.ZodType>>}).shape;
  if (!shape) return [];
  return Object.entries(shape).flatMap(([key, value]) => {
    const {inner, required, fallback} = unwrapped(value);
    const meta = metaOf(inner) ?? metaOf(value) ?? {help: '', kind: 'text'};
    const name = `${prefix}${key}`;
    const words = wordsOf(inner);
    const field: Field = {
      ...meta,
      name,
      type: typeOf(inner, meta),
      required,
      ...(words ? {words} : {}),
      ...(fallback === undefined ? {} : {fallback: fallback as string}),
      schema: value,
    };
    const element = defOf(inner).type === 'array' ? unwrapped(defOf(inner).element as z.ZodType).inner : null;
    return [field, ...(element ? fieldsOf(element, `${name}[].`) : fieldsOf(inner, `${name}.`))];
  });
}

function unwrapped(schema: z.ZodType): {inner: z.ZodType; required: boolean; fallback: unknown} {
  const {type, innerType, defaultValue} = defOf(schema);
  if (type === 'optional' && innerType) return {...unwrapped(innerType), required: false};
  if (type === 'default' && innerType) return {...unwrapped(innerType), required: true, fallback: defaultValue};
  return {inner: schema, required: true, fallback: undefined};
}

/** The schema of what is handed in, before it is transformed. */
const source = (schema: z.ZodType): z.ZodType => {
  const {type, in: before} = defOf(schema);
  return type === 'pipe' && before ? source(before) : schema;
};

function wordsOf(schema: z.ZodType): readonly string[] | undefined {
  const {type, entries} = defOf(source(schema));
  return type === 'enum' && entries ? Object.values(entries) : undefined;
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  enum: 'string',
  number: 'integer',
  boolean: 'boolean',
  object: 'object',
  record: 'object',
};

function typeOf(schema: z.ZodType, meta: FieldMeta): string {
  if (meta.kind === 'file') return 'file';
  const {type, element, options} = defOf(source(schema));
  if (type === 'array' && element) return `${typeOf(unwrapped(element).inner, {help: '', kind: 'text'})}[]`;
  if (type === 'union' && options) return options.map(option => typeOf(option, {help: '', kind: 'text'})).join('|');
  return JSON_TYPES[type] ?? 'string';
}
