import type {z} from 'zod';

/** What a value stands for in the tenant, so that a form can offer the ones that are known. */
export type Pick =
  | 'agent'
  | 'agent-email'
  | 'team'
  | 'queue'
  | 'status'
  | 'chat'
  | 'end-user'
  | 'call'
  | 'campaign'
  | 'job'
  | 'addresses';

/** What is known of a field beside its shape. It stands in the field's schema, as zod's metadata. */
export type FieldMeta = {
  /** What the field is for, a sentence or less. */
  readonly help: string;
  readonly kind: FieldKind;
  readonly pick?: Pick;
  /** Tells of a person: never remembered, never kept on disk. */
  readonly personal?: boolean;
  /** Must lie in the future. */
  readonly future?: boolean;
  /** What the tenant takes when the field is left out. */
  readonly usual?: string;
  /** A value that examples show where one of its kind would tell too little. */
  readonly example?: unknown;
  /** Files: what they may be, by the endings of their names. */
  readonly endings?: readonly string[];
  /** Files: the largest that the API takes, bytes. */
  readonly mostBytes?: number;
};

/** How a field is typed in: what a form offers for it, and how text is read for it. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'switch'
  | 'choice'
  | 'moment'
  | 'phone'
  | 'email'
  | 'language'
  | 'file'
  | 'json'
  | 'list'
  | 'group';

declare module 'zod' {
  interface GlobalMeta extends Partial<FieldMeta> {}
}

/** The metadata of a schema made with `fields.ts`; undefined for one that has none. */
export const metaOf = (schema: z.ZodType): FieldMeta | undefined => {
  const meta = schema.meta();
  return meta?.kind === undefined || meta.help === undefined ? undefined : (meta as FieldMeta);
};
