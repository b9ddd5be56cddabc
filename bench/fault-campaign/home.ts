import {existsSync, readFileSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {auditPath} from '../../source/audit/audit-path.js';
import type {AuditRecord} from '../../source/audit/audit-record.js';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {TRUSTED} from './certificates.js';
import type {FaultyTenant} from './faulty-tenant.js';

/** A home directory with the settings of one tenant, and the audit logs that consoles leave there. */
export type Home = {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the audit log is. */
  readonly log: string;
  /** A name for a log that is taken away; it counts on as one. */
  readonly aside: () => string;
  /** Actions in the log that have no outcome yet. */
  readonly openActions: () => number;
  /**
   * Every record of every log, those taken away first; what is wrong with their chains; and the ids of actions whose log was
   * taken away for good, so that no later start can close them.
   */
  readonly records: () => Promise<{
    readonly records: readonly AuditRecord[];
    readonly broken: readonly string[];
    readonly takenAway: ReadonlySet<string>;
  }>;
  readonly remove: () => Promise<void>;
};

/** Makes one in the system's temporary directory. */
export async function makeHome({baseUrl, proxyUrl, tenant}: FaultyTenant): Promise<Home> {
  const directory = await mkdtemp(join(tmpdir(), 'floorwalker-faults-'));
  const {subdomain, token, statuses, teams} = tenant();
  const config = join(directory, 'config.yaml');
  const names = (map: ReadonlyMap<number, string>): string => JSON.stringify(Object.fromEntries(map));
  const caFile = join(directory, 'authorities.pem');
  await writeFile(caFile, TRUSTED);
  const profile = [
    `statuses: ${names(statuses)}`,
    `teams: ${names(teams)}`,
    'countdownSeconds: 1',
    `caFile: ${caFile}`,
  ];
  await writeFile(config, `profiles:\n  default:\n${profile.map(line => `    ${line}\n`).join('')}`, {mode: 0o600});
  const state = join(directory, 'state');
  await mkdir(state);
  const asides: string[] = [];
  const log = auditPath(join(state, 'floorwalker'), subdomain);
  return {
    directory,
    log,
    environment: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: directory,
      XDG_STATE_HOME: state,
      FLOORWALKER_CONFIG: config,
      FLOORWALKER_BASE_URL: baseUrl,
      FLOORWALKER_SUBDOMAIN: subdomain,
      FLOORWALKER_TOKEN: token,
      ...(proxyUrl === null ? {} : {HTTPS_PROXY: proxyUrl}),
      // What ends a console unexpectedly is to be found.
      FLOORWALKER_DEBUG: '1',
      NODE_OPTIONS: '--trace-warnings',
    },
    aside: () => {
      const path = join(directory, `aside-${asides.length}.ndjson`);
      asides.push(path);
      return path;
    },
    openActions: () => {
      const open = new Set<string>();
      for (const {actionId, event} of existsSync(log) ? recordsIn(log) : []) {
        if (event === 'prepared' || event === 'sent') open.add(actionId);
        else open.delete(actionId);
      }
      return open.size;
    },
    records: async () => {
      const paths = [...asides, log].filter(path => existsSync(path));
      const broken: string[] = [];
      for (const path of paths) {
        const verdict = await verifyAuditLog(path);
        if (!verdict.ok) broken.push(`${path}, line ${verdict.brokenAt}: ${verdict.reason}`);
      }
      const away = asides.filter(path => existsSync(path)).flatMap(recordsIn);
      const takenAway = new Set(away.map(({actionId}) => actionId));
      return {records: paths.flatMap(recordsIn), broken, takenAway};
    },
    remove: () => rm(directory, {recursive: true, force: true}),
  };
}

/** The records of one file; a line that is being written is left out. */
const recordsIn = (path: string): readonly AuditRecord[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.endsWith('}'))
    .map(line => JSON.parse(line) as AuditRecord);
