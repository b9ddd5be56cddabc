import {spawn} from 'node:child_process';
import {createWriteStream} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {isSame} from '../source/picture/wait-cells.js';
import {admissionOf} from '../source/simulator/floor/floor-queue.js';
import {type SimulatedTenant, startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {markdownTable, print} from './figures.js';

// How often `floorwalker watch` is right: the built program, one request a second over real HTTP, against a tenant whose
// truth is written down at every request. TRUTH names a file for it.

const SECONDS = Number(process.env['SECONDS'] ?? 600);
/** The first look at everything takes minutes at one request a second; what is counted comes after it, s. */
const COUNTED_FROM_S = Number(process.env['FROM'] ?? 240);
const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** A queue takes part in the count from when it was first told. */
type Wait = {readonly voice_call: number | null; readonly chat: number | null};
type Line = {readonly type: string} & Record<string, unknown>;

/** What the lines say, up to now. */
class Told {
  readonly agents = new Map<number, {readonly status: number | null; readonly confidence: number}>();
  readonly waits = new Map<string, Wait & {readonly available: number | null}>();
  readonly states = new Map<string, string>();

  take(line: Line): void {
    const key = `${line['lang']}/${line['menu_id']}`;
    if (line.type === 'agent') {
      const status = line['status_id'] as number | null;
      this.agents.set(Number(line['id']), {status, confidence: Number(line['confidence'])});
    } else if (line.type === 'wait') {
      const {voice_call, chat, available_agents} = line as unknown as Wait & {available_agents: number | null};
      this.waits.set(key, {voice_call, chat, available: available_agents});
    } else if (line.type === 'queue_status') {
      this.states.set(`${key}/${line['channel']}`, String(line['state']));
    }
  }
}

type Count = {cells: number; wrong: number; unknown: number};

/** Compares what was told with what is so. */
function look(tenant: SimulatedTenant, told: Told, counts: Record<'presence' | 'waits' | 'states', Count>): object {
  const {floor} = tenant;
  const count = (kind: keyof typeof counts, isKnown: boolean, isRight: boolean) => {
    counts[kind].cells += 1;
    if (!isKnown) counts[kind].unknown += 1;
    if (!isRight) counts[kind].wrong += 1;
  };
  for (const {id, statusId, deactivatedAt} of floor.agents) {
    if (deactivatedAt !== null) continue;
    const {status = null} = told.agents.get(id) ?? {};
    count('presence', status !== null, status === statusId);
  }
  for (const queue of floor.queues) {
    const key = `${queue.lang}/${queue.menu.id}`;
    const row = told.waits.get(key);
    for (const line of queue.channels) {
      const wait = Math.round(floor.estimatedWait(queue, line) / 1000);
      const shown = (line.channel === 'call' ? row?.voice_call : row?.chat) ?? null;
      count('waits', shown !== null, shown !== null && isSame(line.channel, shown, wait));
      const state = told.states.get(`${key}/${line.channel}`);
      count('states', state !== undefined, state === admissionOf(queue, line, floor.now()));
    }
    const free = row?.available ?? null;
    count('waits', free !== null, free === queue.available);
  }
  return {
    at: new Date().toISOString(),
    agents: Object.fromEntries(floor.agents.map(({id, statusId}) => [id, statusId])),
  };
}

const tenant = await startSimulatedTenant({seed: 11, agents: 300, queues: 40, languages: ['en', 'fr'], rate: 1});
const home = await mkdtemp(join(tmpdir(), 'floorwalker-truth-'));
const statuses = [...tenant.statuses].map(([id, name]) => `      ${id}: ${name}`).join('\n');
const config = join(home, 'config.yaml');
await writeFile(
  config,
  `profiles:\n  truth:\n    baseUrl: ${tenant.baseUrl}\n    subdomain: ${tenant.subdomain}\n    rate: 1\n    languages: [en, fr]\n    statuses:\n${statuses}\n`,
  {mode: 0o600},
);
const counts = {
  presence: {cells: 0, wrong: 0, unknown: 0},
  waits: {cells: 0, wrong: 0, unknown: 0},
  states: {cells: 0, wrong: 0, unknown: 0},
};
const told = new Told();
const startedAt = performance.now();
const truth = process.env['TRUTH'] ? createWriteStream(process.env['TRUTH']) : null;
tenant.onRequest(() => {
  if (performance.now() - startedAt < COUNTED_FROM_S * 1000) return;
  const line = look(tenant, told, counts);
  truth?.write(`${JSON.stringify(line)}\n`);
});
const watch = spawn(process.execPath, [PROGRAM, 'watch', '--profile', 'truth', '--for', `${SECONDS}s`], {
  env: {HOME: home, PATH: process.env['PATH'], FLOORWALKER_CONFIG: config, FLOORWALKER_TOKEN: tenant.token},
  stdio: ['ignore', 'pipe', 'inherit'],
});
for await (const line of createInterface({input: watch.stdout})) told.take(JSON.parse(line) as Line);
const requests = tenant.requests.length;
const refused = tenant.requests.filter(({status}) => status === 429).length;
await tenant.close();
truth?.end();
await rm(home, {recursive: true, force: true});
print(
  markdownTable(
    ['cells', 'wrong, %', 'of them unknown, %'],
    Object.entries(counts).map(([kind, {cells, wrong, unknown}]) => [
      kind,
      ((100 * wrong) / cells).toFixed(2),
      ((100 * unknown) / cells).toFixed(2),
    ]),
  ),
);
print(`\n${requests} requests, ${refused} refused, ${SECONDS} s, counted from ${COUNTED_FROM_S} s on.`);
