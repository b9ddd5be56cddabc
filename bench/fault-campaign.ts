import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {LifeRecord} from './fault-campaign/life-record.js';
import {type Life, planLife} from './fault-campaign/plan-life.js';
import {faultsIn, openProgress} from './fault-campaign/progress.js';
import {problemsOf, tableOf} from './fault-campaign/report.js';
import {runHouse} from './fault-campaign/run-house.js';
import {startSlackMeter} from './fault-campaign/slack.js';
import {wayOfHouse} from './fault-campaign/way.js';
import {print} from './figures.js';

// The built console in real pseudo-terminals, over real sockets, through FAULTS seeded random faults (10,000): it may not
// crash, leave a terminal behind, send a change twice, lose a line of its audit log, or be away for longer than 3 slots after
// a fault has ended. Eight lives in a row share a home and a way to the tenant: HTTP, HTTPS, or HTTPS through a proxy, which may
// see no credentials. One life in 30 asks once or twice a second only, through silences of up to 25 s
// (fault-campaign/slow-life.ts). `--short`, or FAULTS=150, takes a minute, has two lives in a row, and none of the slow ones.
// SEED=1; LIFE=7 lives that life alone, to look at it; LANES=2 at a time. Lives that are over are kept in PROGRESS
// (soak-state/faults-SEED.ndjson), and an interrupted run goes on there.

const {values} = parseArgs({options: {short: {type: 'boolean', default: false}}});
const SHORT = 150;
const FAULTS = Number(process.env['FAULTS'] ?? (values.short ? SHORT : 10_000));
const isShort = FAULTS <= SHORT;
const SEED = Number(process.env['SEED'] ?? 1);
const LANES = Number(process.env['LANES'] ?? 2);
const LIFE = process.env['LIFE'];
const isAlone = LIFE !== undefined;
const PROGRESS = process.env['PROGRESS'] ?? (isShort || isAlone ? null : join('soak-state', `faults-${SEED}.ndjson`));
/** Faults of a life, about, the longest fault, ms, and whether one life in 30 is slow, and has few and long ones. */
const LIFE_OF = {size: 25, longest: isShort ? 500 : 2000, hasSlow: !isShort};
/** Lives over one home directory and on one way to the tenant; a short campaign has a house on each way. */
const HOUSE_OF = isShort ? 2 : 8;

const progress = openProgress(PROGRESS, SEED);
/** Numbers of lives that were begun, in this run or in one before. */
const begun = new Set(progress.done.map(({life}) => life));
/** Lives begun in this run whose records are still to come, and how many faults each is to have, about. */
const underWay = new Map<number, number>();
let nextHouse = isAlone ? Math.floor(Number(LIFE) / HOUSE_OF) : 0;
let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
});

function isEnough(): boolean {
  const coming = [...underWay.values()].reduce((sum, one) => sum + one, 0);
  return isStopped || faultsIn(progress.done) + coming >= FAULTS;
}

/** The number of a house's next life, or null where each was begun. */
function nextIn(house: number): number | null {
  const all = isAlone ? [Number(LIFE)] : Array.from({length: HOUSE_OF}, (_, index) => house * HOUSE_OF + index);
  return all.find(number => !begun.has(number)) ?? null;
}

function onRecord(record: LifeRecord, home: string): void {
  underWay.delete(record.life);
  progress.add(record);
  const problems = problemsOf([record], isShort);
  const faults = faultsIn(progress.done);
  const words = `${faults} faults; life ${record.life} (${record.way}) with ${faultsIn([record])} took ${(record.ms / 1000).toFixed(0)} s`;
  process.stderr.write(`${words}${problems.length > 0 ? `; its home is ${home}` : ''}\n`);
  for (const problem of problems) process.stderr.write(`  ${problem}\n`);
}

const startedAt = performance.now();
const tell = (words: string): void => {
  if (isAlone) process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(3)} ${words}\n`);
};

async function lane(): Promise<void> {
  while (!isEnough()) {
    while (!isAlone && nextIn(nextHouse) === null) nextHouse += 1;
    const house = nextHouse;
    if (nextIn(house) === null) return;
    if (!isAlone) nextHouse += 1;
    const way = wayOfHouse(SEED, house);
    const lives = (): Life | null => {
      const number = nextIn(house);
      if (number === null || isEnough()) return null;
      begun.add(number);
      const life = planLife(SEED, number, {...LIFE_OF, way});
      underWay.set(number, Math.min(LIFE_OF.size, life.events.length + 1));
      return life;
    };
    await runHouse(SEED, way, lives, slack, onRecord, tell);
  }
}

const slack = startSlackMeter();
await Promise.all(Array.from({length: isAlone ? 1 : LANES}, lane));
slack.close();
const problems = problemsOf(progress.done, isShort);
print(`### Fault campaign, seed ${SEED}\n`);
print(tableOf(progress.done));
if (problems.length > 0) print(`\n${problems.join('\n')}`);
process.exitCode = problems.length > 0 ? 1 : 0;
