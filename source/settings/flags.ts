import {auditFlags} from './audit-flags.js';
import type {FlagRow} from './flag-row.js';
import {clients, safetyFlags} from './safety-flags.js';

const floors = [...clients, 'simulate'] as const;
const tenants = [...clients, 'audit'] as const;
const all = [...floors, 'operations', 'completion', 'audit'] as const;
const screen = ['console'] as const;

/** Every flag, by the name of its value in `Flags`. Help, README, parser and checks are made from this table. */
export const flagTable = {
  profile: {
    kind: 'text',
    group: 'Tenant',
    value: 'NAME',
    commands: tenants,
    isOwnTenant: true,
    help: 'profile of the settings file (default: default)',
  },
  baseUrl: {
    kind: 'text',
    group: 'Tenant',
    value: 'URL',
    commands: tenants,
    isOwnTenant: true,
    help: 'API root; /apps/api/v1 is added to a bare origin',
  },
  subdomain: {
    kind: 'text',
    group: 'Tenant',
    value: 'S',
    commands: tenants,
    isOwnTenant: true,
    help: "the tenant's subdomain, also the user name of each request",
  },
  domain: {
    kind: 'text',
    group: 'Tenant',
    value: 'D',
    commands: tenants,
    isOwnTenant: true,
    help: 'with a subdomain, instead of --base-url: https://S.D',
  },
  tokenFile: {
    kind: 'text',
    group: 'Tenant',
    value: 'PATH',
    commands: clients,
    isOwnTenant: true,
    help: 'file of mode 0600 that holds the API token',
  },
  rate: {
    kind: 'number',
    group: 'Tenant',
    value: 'N',
    commands: floors,
    min: 0.1,
    max: 100,
    help: 'requests per second, 0.1 to 100 (default 1); for simulate, the limit that it enforces',
  },
  lang: {
    kind: 'text',
    group: 'Tenant',
    value: 'LANG',
    commands: floors,
    isMultiple: true,
    help: 'language of the queues asked for, or simulated (default en); repeatable',
  },
  allowHttp: {
    kind: 'switch',
    group: 'Tenant',
    commands: clients,
    isOwnTenant: true,
    help: 'permit plain http to other hosts than this one',
  },
  demo: {
    kind: 'switch',
    group: 'Simulated tenant',
    commands: clients,
    help: 'use a simulated tenant inside the program; no set-up',
  },
  port: {
    kind: 'integer',
    group: 'Simulated tenant',
    value: 'N',
    commands: ['simulate'],
    min: 0,
    max: 65535,
    help: 'port to listen on, on loopback (default: any free one)',
  },
  seed: {
    kind: 'integer',
    group: 'Simulated tenant',
    value: 'N',
    commands: floors,
    min: 0,
    max: 4294967295,
    isSimulated: true,
    help: 'number that the simulated shift grows from',
  },
  speed: {
    kind: 'number',
    group: 'Simulated tenant',
    value: 'N',
    commands: floors,
    above: 0,
    max: 100000,
    isSimulated: true,
    help: "multiplies the simulated floor's clock (default 1)",
  },
  agents: {
    kind: 'integer',
    group: 'Simulated tenant',
    value: 'N',
    commands: floors,
    min: 1,
    max: 10000,
    isSimulated: true,
    help: 'how many simulated agents (default 300)',
  },
  queues: {
    kind: 'integer',
    group: 'Simulated tenant',
    value: 'N',
    commands: floors,
    min: 1,
    max: 2000,
    isSimulated: true,
    help: 'how many simulated queues (default 40)',
  },
  discloseDeflection: {
    kind: 'switch',
    group: 'Simulated tenant',
    commands: floors,
    isSimulated: true,
    help: 'the simulated tenant also tells how it deflects',
  },
  param: {
    kind: 'text',
    group: 'Request',
    value: 'NAME=VALUE',
    commands: ['call'],
    isMultiple: true,
    help: 'a variable of the path; repeatable',
  },
  query: {
    kind: 'text',
    group: 'Request',
    value: 'KEY=VALUE',
    commands: ['call'],
    isMultiple: true,
    help: "a query key, brackets included: 'status_id[]=4'; repeatable",
  },
  body: {
    kind: 'text',
    group: 'Request',
    value: 'JSON|@FILE|-',
    commands: ['call'],
    help: 'the body: JSON, a file with JSON, or standard input',
  },
  file: {
    kind: 'text',
    group: 'Request',
    value: 'FIELD=@PATH',
    commands: ['call'],
    isMultiple: true,
    help: 'a file to upload; repeatable',
  },
  output: {
    kind: 'text',
    group: 'Output',
    value: 'PATH',
    commands: ['call'],
    help: 'write the answer to a file, which is there only once it is whole',
  },
  format: {
    kind: 'text',
    group: 'Output',
    value: 'FORMAT',
    commands: ['snapshot', 'operations', 'call', 'audit'],
    choices: ['json', 'csv', 'table'],
    choicesOf: {snapshot: ['json'], operations: ['json'], call: ['json']},
    help: 'json; of call, how --dry-run prints; audit also csv and table',
  },
  ...auditFlags,
  timeout: {
    kind: 'duration',
    group: 'Output',
    value: 'TIME',
    commands: ['snapshot'],
    help: 'end with what is known by then, exit 1 if incomplete',
  },
  for: {
    kind: 'duration',
    group: 'Output',
    value: 'TIME',
    commands: ['watch'],
    help: 'end after this time: 500ms, 60s, 5m, 2h; bare seconds',
  },
  requests: {
    kind: 'switch',
    group: 'Output',
    commands: ['watch'],
    help: 'add one line per request made',
  },
  probe: {
    kind: 'switch',
    group: 'Other',
    commands: ['doctor'],
    help: 'also try the inferred paths that only read and need no id; its cost is said first',
  },
  ascii: {kind: 'switch', group: 'Screen', commands: [...screen, 'audit'], help: 'draw with ASCII characters only'},
  color: {kind: 'off-switch', group: 'Screen', commands: clients, help: 'no colours; so does NO_COLOR'},
  altScreen: {
    kind: 'off-switch',
    group: 'Screen',
    commands: screen,
    help: 'draw below the prompt, not on a screen apart',
  },
  wallboard: {
    kind: 'switch',
    group: 'Screen',
    commands: screen,
    help: 'large figures for an unattended screen: read-only, names masked',
  },
  lowBandwidth: {kind: 'switch', group: 'Screen', commands: screen, help: 'redraw less often, for slow lines'},
  ...safetyFlags,
  help: {
    kind: 'switch',
    group: 'Other',
    short: 'h',
    commands: all,
    help: 'this text; after a command, its flags alone',
  },
  version: {kind: 'switch', group: 'Other', commands: floors, help: 'the version'},
} as const satisfies Readonly<Record<string, FlagRow>>;

export type FlagName = keyof typeof flagTable;

type ValueOf<Row extends FlagRow> = Row['kind'] extends 'switch' | 'off-switch'
  ? boolean
  : Row['kind'] extends 'pair'
    ? boolean | undefined
    : Row extends {readonly isMultiple: true}
      ? readonly string[]
      : Row['kind'] extends 'text'
        ? string | undefined
        : number | undefined;

/** The flags as given and checked: durations in ms, numbers as numbers, repeatable ones as lists (empty if absent). */
export type Flags = {readonly [Name in FlagName]: ValueOf<(typeof flagTable)[Name]>};

/** Names in the table's order. */
export const flagNames = Object.keys(flagTable) as readonly FlagName[];

/** A row with its optional parts in view. */
export const flagRow = (name: FlagName): FlagRow => flagTable[name];

const dashed = (name: FlagName): string => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** A flag as it is typed: `--token-file`, `--no-color`. */
export const spellFlag = (name: FlagName): string =>
  `--${flagRow(name).kind === 'off-switch' ? 'no-' : ''}${dashed(name)}`;

/** Every way to spell a flag: a pair has two. */
export const spellingsOf = (name: FlagName): readonly string[] =>
  flagRow(name).kind === 'pair' ? [spellFlag(name), `--no-${dashed(name)}`] : [spellFlag(name)];

/** Whether a flag stands alone, without a value. */
export const isSwitch = (name: FlagName): boolean => ['switch', 'off-switch', 'pair'].includes(flagRow(name).kind);
