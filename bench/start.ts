import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {markdownTable, median, print, quantile} from './figures.js';
import {startInPty} from './pty.js';

// From the start of the process to the first painted frame, in a real pseudo-terminal, against an Ink hello world in
// the same run; and from there to the first live data, at one request per second.

const root = fileURLToPath(new URL('../../', import.meta.url));
const RUNS = Number(process.env['RUNS'] ?? 21);
/** The claim: the console paints within this many times an Ink hello world. */
const CLAIM = 1.3;
const PANEL_TITLE = /Queues/;
/** Minutes and seconds, and not a part of the time of day. */
const A_WAIT = /(?<![:\d])\d{1,2}:\d\d(?![:\d])/;

type Contestant = {readonly name: string; readonly words: readonly string[]; readonly shows: RegExp; env?: string};
const console_ = {name: 'floorwalker --demo', words: [`${root}dist/cli.js`, '--demo'], shows: PANEL_TITLE};
const hello = `${root}.tools/bench/hello.js`;
const helloProduction = {
  name: 'Ink hello world, NODE_ENV=production',
  words: [hello],
  shows: /Hello/,
  env: 'production',
};
const helloPlain = {name: 'Ink hello world, NODE_ENV unset', words: [hello], shows: /Hello/};
const bare = {name: 'node, printing a line', words: ['-e', 'console.log("bare")'], shows: /bare/};
const contestants: readonly Contestant[] = [console_, helloProduction, helloPlain, bare];

async function firstFrame({words, shows, env}: Contestant, state: string): Promise<number> {
  const {NODE_ENV: _, ...environment} = process.env;
  const program = startInPty([process.execPath, ...words], {
    environment: {...environment, XDG_STATE_HOME: state, ...(env ? {NODE_ENV: env} : {})},
  });
  const ms = await program.waitFor(shows);
  // Left politely and waited for, so that nobody's end takes time from the next start. Ctrl-C leaves all of them.
  program.send('\x03');
  await program.exited;
  return ms;
}

async function firstData(state: string): Promise<{frame: number; data: number; requests: number}> {
  const tenant = await startSimulatedTenant({seed: 1, rate: 1});
  const program = startInPty([process.execPath, `${root}dist/cli.js`], {
    environment: {
      ...process.env,
      XDG_STATE_HOME: state,
      FLOORWALKER_BASE_URL: tenant.baseUrl,
      FLOORWALKER_SUBDOMAIN: tenant.subdomain,
      FLOORWALKER_TOKEN: tenant.token,
    },
  });
  const frame = await program.waitFor(PANEL_TITLE);
  const data = await program.waitFor(A_WAIT);
  const requests = tenant.requests.length;
  program.kill();
  await program.exited;
  await tenant.close();
  return {frame, data, requests};
}

const state = await mkdtemp(join(tmpdir(), 'floorwalker-bench-'));
const times = new Map(contestants.map(({name}) => [name, [] as number[]]));
// One round first that does not count: files come into the page cache.
for (let run = -1; run < RUNS; run += 1) {
  // Everybody starts after everybody else equally often.
  const turn = (run + contestants.length) % contestants.length;
  for (const contestant of [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
    const ms = await firstFrame(contestant, state);
    if (run >= 0) times.get(contestant.name)?.push(ms);
  }
}
const of = (name: string): readonly number[] => times.get(name) ?? [];
print(`### First painted frame, ms, ${RUNS} runs each, interleaved\n`);
print(
  markdownTable(
    ['program', 'median', 'lowest', '90 %'],
    contestants.map(({name}) => [name, median(of(name)), Math.min(...of(name)), quantile(of(name), 0.9)]),
  ),
);
const ratio = median(of(console_.name)) / median(of(helloProduction.name));
const ratioPlain = median(of(console_.name)) / median(of(helloPlain.name));
print(
  `\nThe console takes ${ratio.toFixed(2)} times the hello world in production mode, ${ratioPlain.toFixed(2)} times it as is` +
    ` (claim: at most ${CLAIM}; ${ratio <= CLAIM ? 'kept' : 'NOT kept'}).`,
);

const runs = [];
for (let run = 0; run < 5; run += 1) runs.push(await firstData(state));
print('\n### First live data, one request per second, 5 runs, median\n');
print(
  markdownTable(
    ['first frame, ms', 'first wait on screen, ms', 'requests by then'],
    [[median(runs.map(run => run.frame)), median(runs.map(run => run.data)), median(runs.map(run => run.requests))]],
  ),
);
await rm(state, {recursive: true});
