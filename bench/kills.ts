import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {AuditRecord} from '../source/audit/audit-record.js';
import {verifyAuditLog} from '../source/audit/verify-audit-log.js';
import {createRandom} from '../source/simulator/floor/random.js';
import {startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {print} from './figures.js';

// `floorwalker call` killed with SIGKILL at random moments while it changes an agent's status, KILLS times over one audit
// log. Afterwards the chain must hold, and every request that reached the tenant must have been written down before.

const KILLS = Number(process.env['KILLS'] ?? 200);
const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const random = createRandom(Number(process.env['SEED'] ?? 1));
const tenant = await startSimulatedTenant({seed: 5, agents: 40, queues: 4, rate: 0});
const home = await mkdtemp(join(tmpdir(), 'floorwalker-kills-'));
const config = join(home, 'config.yaml');
await writeFile(
  config,
  `profiles:\n  kills:\n    baseUrl: ${tenant.baseUrl}\n    subdomain: ${tenant.subdomain}\n    rate: 100\n`,
  {mode: 0o600},
);
const agents = tenant.floor.agents.map(({id}) => id);
const status = [...tenant.statuses.values()].find(name => name === 'Break') ?? 'Available';

/** One change, from start to its end or its death after `after` ms; null lets it end. Resolves to the ms that it ran. */
async function change(index: number, after: number | null): Promise<number> {
  const body = JSON.stringify({agent_ids: [agents[index % agents.length]], team_ids: [], status});
  const child = spawn(
    process.execPath,
    [PROGRAM, 'call', 'updateAgentStatuses', '--profile', 'kills', '--yes', '--body', body],
    {
      env: {PATH: process.env['PATH'], HOME: home, FLOORWALKER_CONFIG: config, FLOORWALKER_TOKEN: tenant.token},
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  const startedAt = performance.now();
  const ended = once(child, 'exit');
  const timer = after === null ? null : setTimeout(() => child.kill('SIGKILL'), after);
  await ended;
  if (timer) clearTimeout(timer);
  return performance.now() - startedAt;
}

const usual = await change(0, null);
for (let index = 1; index <= KILLS; index += 1) await change(index, usual * (0.3 + 0.9 * random.next()));
await change(KILLS + 1, null);

const directory = join(home, '.local', 'state', 'floorwalker', 'audit');
const [name = ''] = (await readdir(directory)).filter(one => one.endsWith('.ndjson'));
const path = join(directory, name);
const verdict = await verifyAuditLog(path);
const records = (await readFile(path, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as AuditRecord);
const count = (event: string): number => records.filter(record => record.event === event).length;
const prepared = new Map<string, number>();
const keyOf = (body: unknown) => JSON.stringify((body as {agent_ids?: unknown} | null)?.agent_ids ?? null);
for (const {event, request} of records) {
  if (event === 'prepared') prepared.set(keyOf(request?.body), (prepared.get(keyOf(request?.body)) ?? 0) + 1);
}
const reached = new Map<string, number>();
const writes = tenant.requests.filter(({method}) => method === 'POST');
for (const {body} of writes) reached.set(keyOf(body), (reached.get(keyOf(body)) ?? 0) + 1);
const unaccounted = [...reached].filter(([key, times]) => times > (prepared.get(key) ?? 0)).length;
const open = new Map<string, string>();
for (const {actionId, event} of records) open.set(actionId, event);
const unfinished = [...open.values()].filter(event => event === 'prepared' || event === 'sent').length;
print(
  [
    `${KILLS} kills; a whole run takes ${usual.toFixed(0)} ms.`,
    `${records.length} records, chain ${verdict.ok ? 'holds' : `broken at ${verdict.brokenAt}: ${verdict.reason}`};`,
    `${count('repaired')} torn lines repaired.`,
    `${writes.length} requests reached the tenant, ${unaccounted} of them without a line written before;`,
    `${count('prepared')} prepared, ${count('sent')} sent, ${count('accepted')} accepted,`,
    `${count('unknown')} told as unknown by the next start, ${unfinished} actions left without an outcome.`,
  ].join('\n'),
);
await tenant.close();
await rm(home, {recursive: true, force: true});
process.exitCode = verdict.ok && unaccounted === 0 && unfinished === 0 ? 0 : 1;
