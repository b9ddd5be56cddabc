import {access, constants} from 'node:fs/promises';
import {dirname} from 'node:path';
import {OPERATIONS} from '../../api/operations/all.js';
import {auditPath} from '../../audit/audit-path.js';
import {checkOwnKeys} from '../../keys/own-keys.js';
import {durationWords} from '../../lib/duration-words.js';
import {stateDirectory} from '../../settings/directories.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';
import {safeText} from '../../terminal/safe-text.js';
import type {CommandIo} from '../command-io.js';
import {Ending} from '../ending.js';
import {EXIT, exitCodeOf} from '../exit-code.js';
import {type OpenTenant, openTenant} from '../open-tenant.js';
import {type Finding, findingLine} from './finding.js';
import {planProbes, runProbe} from './probe.js';
import {lookAtTenant, type TenantLook} from './tenant-findings.js';
import {terminalFindings} from './terminal-findings.js';

/**
 * `floorwalker doctor`: settings, credentials, tenant, clock, log, terminal, budget; one line each on stdout, with what
 * to do. `--probe` also tries the inferred paths that only read; what that costs is said first, on stderr. Resolves to
 * 0, or to the exit code of the first failure. One request is made, and one for each probe.
 */
export async function runDoctor(flags: Flags, io: CommandIo): Promise<number> {
  const ending = new Ending(io);
  const tell = (findings: readonly Finding[]) => {
    const {isTTY, columns} = io.stdout;
    for (const finding of findings) io.stdout.write(findingLine(finding, isTTY ? (columns ?? null) : null));
  };
  try {
    const tenant = await opened(flags, io, tell);
    if (typeof tenant === 'number') {
      tell(terminalFindings(io.stdout, io.environment));
      return tenant;
    }
    try {
      ending.end(await Promise.race([examine(tenant, {flags, io, tell, signal: ending.signal}), ending.result]));
      return await ending.result;
    } finally {
      await tenant.close();
    }
  } finally {
    ending.close();
  }
}

/** The tenant with its token read; or the exit code of what is wrong with the settings, which is told. */
async function opened(
  flags: Flags,
  io: CommandIo,
  tell: (findings: readonly Finding[]) => void,
): Promise<OpenTenant | number> {
  try {
    const tenant = await openTenant({...io, flags: {...flags, readOnly: true}});
    const {profile, tenant: name, baseUrl, rate, keys, place} = tenant.settings;
    tell([{verdict: 'ok', about: 'settings', words: `profile ${profile}: tenant ${name} at ${baseUrl}, ${rate}/s.`}]);
    try {
      checkOwnKeys(keys, place);
      await tenant.settings.token();
    } catch (error) {
      await tenant.close();
      throw error;
    }
    tell([{verdict: 'ok', about: 'token', words: 'it can be read; it is never shown.'}]);
    return tenant;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    tell([{verdict: 'fail', about: 'settings', words: safeText(error.message.replaceAll('\n', ' '), 1000)}]);
    return EXIT.usage;
  }
}

type Examination = {
  readonly flags: Flags;
  readonly io: CommandIo;
  readonly tell: (findings: readonly Finding[]) => void;
  readonly signal: AbortSignal;
};

async function examine(tenant: OpenTenant, examination: Examination): Promise<number> {
  const {flags, io, tell, signal} = examination;
  const look = await lookAtTenant(tenant, signal);
  tell([
    ...look.findings,
    ...namesFindings(tenant),
    await auditFinding(tenant, io),
    ...terminalFindings(io.stdout, io.environment),
    {
      verdict: 'note',
      about: 'budget',
      words:
        `${tenant.settings.rate} requests a second, for this process. Other floorwalkers at this tenant are noticed by ` +
        "the tenant's refusals, and take turns with it by the tenant's clock.",
      todo: 'Programs of other kinds use the same allowance and take no turns: leave them a part of it (rate).',
    },
  ]);
  if (look.error) return exitCodeOf(look.error);
  if (flags.probe) await probe(tenant, look, examination);
  return EXIT.ok;
}

async function probe(tenant: OpenTenant, look: TenantLook, {io, tell, signal}: Examination): Promise<void> {
  const queue = look.rows[0];
  const [lang = 'en'] = tenant.settings.languages;
  const channel = queue?.voice_call === undefined ? 'chat' : 'call';
  const {probes, skipped} = planProbes(OPERATIONS, {menuId: queue?.menu_id ?? null, lang, channel});
  const time = durationWords((probes.length * 1000) / tenant.settings.rate);
  io.stderr.write(`Probing costs ${probes.length} requests, about ${time}; reads only. Ctrl-C stops it.\n`);
  tell(skipped);
  for (const one of probes) {
    if (signal.aborted) return;
    tell([await runProbe(tenant, one, signal)]);
  }
}

function namesFindings({settings}: OpenTenant): readonly Finding[] {
  const {statuses, teams} = settings;
  return [
    statuses.size > 0
      ? {verdict: 'ok', about: 'statuses', words: `${statuses.size} are named.`}
      : {
          verdict: 'warn',
          about: 'statuses',
          words: 'none are named.',
          todo: 'Write statuses: {id: name} into the profile; the API has no list of them.',
        },
    teams.size > 0
      ? {verdict: 'ok', about: 'teams', words: `${teams.size} are named.`}
      : {
          verdict: 'note',
          about: 'teams',
          words: 'none have ids.',
          todo: 'Write teams: {id: name} into the profile to act on whole teams.',
        },
  ];
}

/** Without its log the program refuses to change anything. */
async function auditFinding({settings}: OpenTenant, {environment, home}: CommandIo): Promise<Finding> {
  const path = auditPath(stateDirectory(environment, home), settings.tenant);
  // Its lock and its parts lie beside it.
  const blocked = (await unwritable(path)) ?? (await unwritable(dirname(path)));
  if (blocked === null) return {verdict: 'ok', about: 'audit log', words: `${path} can be written.`};
  return {
    verdict: 'warn',
    about: 'audit log',
    words: `${blocked} cannot be written.`,
    todo: 'Without the log every change is refused: mend its rights.',
  };
}

/** The place that keeps `path` from being written or made; null where nothing does. */
async function unwritable(path: string): Promise<string | null> {
  for (let place = path; ; place = dirname(place)) {
    try {
      await access(place, constants.W_OK);
      return null;
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing || dirname(place) === place) return place;
    }
  }
}
