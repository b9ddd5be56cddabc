import ISO6391 from 'iso-639-1';
import {isPossiblePhoneNumber, parsePhoneNumber} from 'libphonenumber-js';
import {z} from 'zod';
import {formatBlock} from '../addresses/format-block.js';
import {mergeBlocks} from '../addresses/merge-blocks.js';
import {parseAddresses} from '../addresses/parse-addresses.js';
import type {FieldMeta, Pick} from './field-meta.js';
import {momentOf} from './moment.js';

// The kinds of field that operation rows are made of. Each is a schema that checks, says in a sentence what it takes,
// and carries what a form, the help and the documents need to know.

type Extra = Omit<FieldMeta, 'help' | 'kind'>;

/** Messages of a schema: what it takes, after the field's name. */
const takes = (words: string) => ({
  error: (issue: {readonly input?: unknown}) =>
    issue.input === undefined ? `missing; it takes ${words}` : `takes ${words}, not ${shown(issue.input)}`,
});

/** A value as an error quotes it: short. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Text that is not empty; at most `most` characters. */
export const text = (help: string, {most = 100_000, ...extra}: Extra & {readonly most?: number} = {}) => {
  const words = takes(most < 100_000 ? `text of at most ${most} characters` : 'text');
  return z
    .string(words)
    .min(1, words)
    .max(most, words)
    .meta({help, kind: 'text', ...extra});
};

/** A whole number; an id unless `least` says otherwise. */
export const whole = (
  help: string,
  {least = 1, most, ...extra}: Extra & {readonly least?: number; readonly most?: number} = {},
) => {
  const range = most === undefined ? (least === 1 ? '' : ` from ${least}`) : ` from ${least} to ${most}`;
  const words = takes(`a whole number${range}`);
  const schema = z.int(words).min(least, words);
  return (most === undefined ? schema : schema.max(most, words)).meta({help, kind: 'integer', ...extra});
};

/** True or false. */
export const onOff = (help: string, extra: Extra = {}) =>
  z.boolean(takes('true or false')).meta({help, kind: 'switch', ...extra});

/** One of some words. */
export const choice = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  help: string,
  extra: Extra = {},
) =>
  z
    .enum(words, takes(words.length === 1 ? `only ${words[0]}` : `one of ${words.join(', ')}`))
    .meta({help, kind: 'choice', ...extra});

const PHONE = takes('a phone number in international form, such as +13125550177');

/** A phone number in international form, sent as E.164 (ITU-T E.164: + and at most 15 digits). */
export const phone = (help: string, extra: Extra = {}) =>
  z
    .string(PHONE)
    .refine(isPhone, PHONE)
    .transform(value => parsePhoneNumber(value).number as string)
    .meta({help, kind: 'phone', personal: true, ...extra});

function isPhone(value: string): boolean {
  return value.startsWith('+') && isPossiblePhoneNumber(value);
}

/** An e-mail address. */
export const email = (help: string, extra: Extra = {}) =>
  z.email(takes('an e-mail address')).meta({help, kind: 'email', personal: true, ...extra});

/** A language: ISO 639-1, with a region where need be (`en`, `fr-CA`). */
export const language = (help: string, extra: Extra = {}) => {
  const words = takes('an ISO 639-1 language code, such as en or fr-CA');
  return z
    .string(words)
    .refine(value => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(value) && ISO6391.validate(value.slice(0, 2)), words)
    .meta({help, kind: 'language', ...extra});
};

/**
 * A moment, read as ISO 8601, or as date and time with a space between; UTC where no zone is told. Sent as ISO 8601 in
 * UTC, or `spaced`: `2031-12-31 00:00:00 UTC`.
 */
export const moment = (help: string, {spaced = false, ...extra}: Extra & {readonly spaced?: boolean} = {}) => {
  const words = takes('a date and time (ISO 8601, UTC where no zone is told), such as 2031-12-31T08:00:00Z');
  return z
    .string(words)
    .refine(value => momentOf(value) !== null, words)
    .transform(value => {
      const iso = new Date(momentOf(value) ?? 0).toISOString();
      return spaced ? `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` : iso;
    })
    .meta({help, kind: 'moment', ...extra});
};

/** A UUID. */
export const uuid = (help: string, extra: Extra = {}) =>
  z.guid(takes('a UUID, such as 5b0c7a34-9d0e-4c0b-8a55-3d1f7f0e6a21')).meta({help, kind: 'text', ...extra});

/** A file on this machine, by its path. It is read while it is sent. */
export type FileInput = {readonly path: string};

/** A file to upload. `endings` and `mostBytes` are checked before anything is sent. */
export const file = (help: string, extra: Extra & {readonly endings: readonly string[]}) =>
  z
    .custom<FileInput>(
      value => typeof value === 'object' && value !== null && typeof (value as FileInput).path === 'string',
      takes(`a file (${extra.endings.join(', ')})`),
    )
    .meta({help, kind: 'file', ...extra});

/** A free JSON object. */
export const json = (help: string, extra: Extra = {}) =>
  z.record(z.string(), z.unknown(), takes('a JSON object')).meta({help, kind: 'json', ...extra});

/** Several of the same; not empty unless `least` is 0. */
export const list = <Item extends z.ZodType>(
  item: Item,
  help: string,
  {least = 0, most, ...extra}: Extra & {readonly least?: number; readonly most?: number} = {},
) => {
  const schema = z.array(item, takes('a list')).min(least, takes(`at least ${least} of them`));
  const bounded = most === undefined ? schema : schema.max(most, {error: `takes at most ${most} values`});
  return bounded.meta({help, kind: 'list', ...extra});
};

/** Fields that belong together; unknown ones are refused. */
export const group = <Shape extends z.ZodRawShape>(shape: Shape, help: string, extra: Extra = {}) =>
  z.strictObject(shape, takes('a JSON object')).meta({help, kind: 'group', ...extra});

/** The fields of a path, a query or a body. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, takes('a JSON object'));

/** Any of two shapes; `words` name both. */
export const either = <One extends z.ZodType, Other extends z.ZodType>(
  one: One,
  other: Other,
  {words, ...meta}: FieldMeta & {readonly words: string},
) => z.union([one, other], takes(words)).meta(meta);

/** IP addresses: CIDR blocks, single addresses, ranges a-b. Sent normalised and merged; overlaps are sent once. */
export const addresses = (help: string) =>
  z
    .array(z.string(takes('text')), takes('a list of addresses'))
    .superRefine((texts, context) => {
      for (const message of parseAddresses(texts.join(' ')).errors) context.addIssue({code: 'custom', message});
    })
    .transform(texts => mergeBlocks(parseAddresses(texts.join(' ')).blocks).blocks.map(formatBlock))
    .meta({help, kind: 'list', pick: 'addresses'});

/** A list of ids of one kind. */
export const ids = (help: string, pick: Pick, extra: Extra = {}) => list(whole('id'), help, {pick, ...extra});
