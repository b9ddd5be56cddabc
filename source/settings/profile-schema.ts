import {z} from 'zod';
import {thresholdsSchema} from './thresholds-schema.js';

// What each kind of setting takes. The texts continue a message that begins with file, line and key.
const saying = (text: string) => ({error: `takes ${text}`});
const text = (takes: string) => z.string(saying(takes)).min(1, saying(takes));
const form = (pattern: RegExp, takes: string) => z.string(saying(takes)).regex(pattern, saying(takes));
const list = (takes: string) => z.array(text(takes), saying(`a list of ${takes}`));
const within = (min: number, max: number, takes: string) =>
  z.number(saying(takes)).min(min, saying(takes)).max(max, saying(takes));
const map = <Value extends z.ZodType>(value: Value, takes: string) => z.record(z.string(), value, saying(takes));
const namesById = (takes: string) =>
  z.record(z.string().regex(/^\d{1,15}$/, {error: 'is not an id'}), text('a name'), saying(takes));
const either = <One extends z.ZodType, Other extends z.ZodType>(one: One, other: Other, takes: string) =>
  z.union([one, other], saying(takes));

const command = 'a command and its arguments: a list of words, or one line split at blanks, run without a shell';
const commandSetting = either(text(command), z.tuple([z.string().min(1)], z.string()), command);
const endpoint = 'a method and a path, such as "GET /wait_times"';
const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white', 'gray'];
const colour = new RegExp(`^(${colours.join('|')}|#[0-9a-fA-F]{6})$`);
const keyNames = 'a key, or a list of keys';
const manyTargets = 'a whole number from 1: how many targets make an action dangerous';
const wholeTargets = 'a whole number from 0: above how many targets a second person must agree';
const queues = {show: list('parts of queue paths').optional(), hide: list('parts of queue paths').optional()};

const settings = {
  baseUrl: text('a URL beginning with https://'),
  subdomain: text("the tenant's subdomain"),
  domain: text("the platform's domain"),
  tokenFile: text('the path of a file of mode 0600'),
  tokenCommand: commandSetting,
  rate: within(0.1, 100, 'a number from 0.1 to 100 (requests per second)'),
  languages: list('language codes such as en').min(1, saying('at least one language code')),
  statuses: namesById('a map from status ids to names'),
  teams: namesById('a map from team ids to names'),
  queues: z.strictObject(queues, saying('show and hide, each a list of parts of queue paths')),
  thresholds: thresholdsSchema,
  badge: form(colour, `a colour: ${colours.join(', ')}, or "#rrggbb" in quotes`),
  readOnly: z.boolean(saying('true or false')),
  caFile: text('the path of a PEM file'),
  maskPii: z.boolean(saying('true or false')),
  endpoints: map(form(/^(GET|POST|PUT|PATCH|DELETE) \/[^\s?#]*$/, endpoint), `a map from operation ids to ${endpoint}`),
  keys: map(either(text(keyNames), list('keys'), keyNames), `a map from action names to ${keyNames}`),
  companySecretFile: text('the path of a file of mode 0600'),
  companySecretCommand: commandSetting,
  hooks: z.strictObject({audit: commandSetting.optional()}, saying(`audit: ${command}`)),
  allowPrivateUploads: z.boolean(saying('true or false')),
  manyTargets: z.int(saying(manyTargets)).min(1, saying(manyTargets)),
  secondPerson: z.strictObject(
    {above: z.int(saying(wholeTargets)).min(0, saying(wholeTargets)), directory: text('a directory')},
    saying('above and directory'),
  ),
  countdownSeconds: within(0, 60, 'a number from 0 to 60 (seconds)'),
};

/** One profile of the settings file, as written: every key may be left out, none added. */
export const profileSchema = z.strictObject(settings, saying('a map of settings')).partial();

/** A validated profile. */
export type Profile = z.output<typeof profileSchema>;

/** The whole settings file. */
export const settingsFileSchema = z.strictObject(
  {profiles: z.record(z.string(), profileSchema, saying('a map from profile names to settings')).optional()},
  saying('profiles: and below it one map of settings per name'),
);

/** The keys that may stand at a place of the file; for suggestions. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: z.core.$ZodType = settingsFileSchema;
  for (const key of path) {
    schema = unwrapped(schema);
    if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodObject) schema = schema.shape[String(key)] as z.core.$ZodType;
  }
  schema = unwrapped(schema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? schema.unwrap() : schema;
