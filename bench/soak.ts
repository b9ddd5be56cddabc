import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {type SimulatedTenant, startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {startSoakConsole} from './soak-console.js';
import {chanceOf, nextDoing, SIZES} from './soak-keys.js';
import {LIMIT_MB_PER_HOUR, reportOf} from './soak-report.js';
import {loadSoak, type Point, saveSoak} from './soak-state.js';

// The console itself, for a long time, under a busy operator's keys and an unreliable tenant: does its heap grow, does
// it ever fail, does it put the terminal right again? `--minutes N` (60), `--seed N` (1), `--short` for 3 minutes.
// Interrupted runs of the same seed add up, in soak-state/.

const {values} = parseArgs({
  options: {minutes: {type: 'string'}, seed: {type: 'string', default: '1'}, short: {type: 'boolean', default: false}},
});
const seed = Number(values.seed);
const minutes = values.minutes === undefined ? (values.short ? 3 : 60) : Number(values.minutes);
const warmUpMs = values.short ? 60_000 : 5 * 60_000;
const RATE = 50;
const SAVE_EVERY_MS = 10_000;

const statePath = values.short ? null : join('soak-state', `seed-${seed}.json`);
const before = statePath ? await loadSoak(statePath, seed) : {seed, lives: [], counts: {}};
const home = await mkdtemp(join(tmpdir(), 'floorwalker-soak-'));
// Each life has another course, and a given life of a given seed the same.
const chance = chanceOf(seed * 1000 + before.lives.length);
const counts: Record<string, number> = {...before.counts};
const count = (what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};

let requests = 0;
const startTenant = async (port?: number): Promise<SimulatedTenant> => {
  const tenant = await startSimulatedTenant({seed, speed: 30, rate: 0, languages: ['en'], ...(port ? {port} : {})});
  tenant.onRequest(() => {
    requests += 1;
  });
  return tenant;
};
let tenant = await startTenant();
const port = Number(new URL(tenant.baseUrl).port);
const soaked = await startSoakConsole({tenant, home, rate: RATE, probeMs: values.short ? 2000 : 15_000});
const startedAt = Date.now();
const until = startedAt + minutes * 60_000;
const problems: string[] = [];
let isStopped = false;
const isOver = (): boolean => Date.now() >= until || isStopped || problems.length > 0;
process.once('SIGINT', () => {
  isStopped = true;
});

/** What had been done by the time of each sample. */
const marks: {at: number; frames: number; requests: number}[] = [];
const pointsOfLife = async (): Promise<readonly Point[]> => {
  const samples = await soaked.samples();
  return samples.map(sample => {
    const mark = marks.findLast(one => one.at <= sample.at) ?? {frames: 0, requests: 0};
    const {heapUsed, rss, resources} = sample;
    return {at: sample.at - startedAt, heap: heapUsed, rss, resources, frames: mark.frames, requests: mark.requests};
  });
};
const stateNow = async () => ({seed, lives: [...before.lives, await pointsOfLife()], counts});

async function operate(): Promise<void> {
  while (!isOver()) {
    const doing = nextDoing(chance, tenant.subdomain);
    count(doing.name);
    for (const {bytes, pause} of doing.steps) {
      if (bytes !== '') soaked.program.send(bytes);
      await sleep(pause);
    }
    if (chance.chance(0.04)) {
      soaked.resize(chance.pick(SIZES));
      count('resize');
      await sleep(300);
    }
  }
}

async function disturbTenant(): Promise<void> {
  const nap = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0 && !isOver(); left -= 500) await sleep(Math.min(left, 500));
  };
  while (!isOver()) {
    await nap(20_000 + chance.below(30_000));
    if (isOver()) return;
    await tenant.close();
    count('tenant killed');
    await nap(1000 + chance.below(6000));
    tenant = await startTenant(port);
  }
}

async function observe(): Promise<void> {
  let savedAt = Date.now();
  let bad = 0;
  while (!isOver()) {
    await sleep(250);
    marks.push({at: Date.now(), frames: soaked.frames(), requests});
    // A frame may be half written at any one moment; two seconds of it are a fault.
    const problem = soaked.problem();
    bad = problem ? bad + 1 : 0;
    if (problem && bad > 8) problems.push(problem);
    if (!statePath || Date.now() - savedAt < SAVE_EVERY_MS) continue;
    savedAt = Date.now();
    await saveSoak(statePath, await stateNow());
  }
}

let isLeaving = false;
void soaked.program.exited.then(code => {
  if (!isLeaving && !isStopped) problems.push(`the console ended by itself with ${code}`);
});
await Promise.all([operate(), disturbTenant(), observe()]);
const state = await stateNow();
if (statePath) await saveSoak(statePath, state);
isLeaving = true;
// Ctrl-C reaches the console's terminal too, and may take it away before it could be put right: nothing to judge then.
const leftBehind = problems.length === 0 ? await soaked.leave() : [];
if (!isStopped) problems.push(...leftBehind);
await tenant.close();
const {text, isTooMuch} = reportOf(state, warmUpMs);
if (isTooMuch) problems.push(`the heap grows by more than ${LIMIT_MB_PER_HOUR} MB per ordinary hour`);
process.stdout.write(`### Soak, seed ${seed}\n\n${text}\n\n`);
if (problems.length > 0) {
  soaked.program.kill();
  const path = join('soak-state', `failed-${seed}.txt`);
  await mkdir('soak-state', {recursive: true});
  await writeFile(path, soaked.program.output());
  process.stdout.write(`FAILED: ${problems.join('; ')}\nThe end of what it wrote is in ${path}; its last lines:\n`);
  process.stdout.write(`${soaked.lines().join('\n')}\n`);
} else {
  process.stdout.write(`passed: no errors; growth within ${LIMIT_MB_PER_HOUR} MB per ordinary hour\n`);
}
await rm(home, {recursive: true, force: true});
process.exit(problems.length > 0 ? 1 : 0);
