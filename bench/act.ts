import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {markdownTable, median, print, quantile} from './figures.js';
import {startInPty} from './pty.js';

// From the key that agrees to the request at the server: the built console in a real pseudo-terminal, polling at the whole
// budget of one request a second, on loopback. Once with the dialog open for two seconds, so that the slot is held; once
// agreed to at once.

const TRIES = Number(process.env['TRIES'] ?? 50);
const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const OPEN_MS = 2200;
const AT_ONCE_MS = 120;

const tenant = await startSimulatedTenant({seed: 4, agents: 60, queues: 12, languages: ['en'], rate: 1});
const home = await mkdtemp(join(tmpdir(), 'floorwalker-act-'));
const config = join(home, 'config.yaml');
const statuses = [...tenant.statuses].map(([id, name]) => `      ${id}: ${name}`).join('\n');
await writeFile(
  config,
  `profiles:\n  act:\n    baseUrl: ${tenant.baseUrl}\n    subdomain: ${tenant.subdomain}\n    languages: [en]\n    statuses:\n${statuses}\n`,
  {mode: 0o600},
);
const {PATH} = process.env;
const program = startInPty([process.execPath, PROGRAM, '--profile', 'act'], {
  environment: {HOME: home, PATH, FLOORWALKER_CONFIG: config, FLOORWALKER_TOKEN: tenant.token},
});
await program.waitFor(/Agents/);
await wait(15_000);
program.send('2');

/** Opens the dialog of a status change, agrees after `open` ms; tells the ms until the request was at the server. */
async function act(open: number): Promise<number> {
  program.send('s');
  await wait(150);
  program.send('\r');
  await wait(open);
  const arrived = new Promise<number>((resolve, reject) => {
    const stop = tenant.onRequest(({method, at}) => {
      if (method !== 'POST') return;
      stop();
      resolve(at);
    });
    setTimeout(() => reject(new Error(`No request after 5 s:\n${program.output().slice(-2000)}`)), 5000).unref();
  });
  const pressedAt = performance.now();
  program.send('y');
  const ms = (await arrived) - pressedAt;
  await wait(400);
  program.send('\x1b');
  await wait(150);
  program.send('j');
  await wait(1200);
  return ms;
}

async function many(open: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let tried = 0; tried < TRIES; tried += 1) all.push(await act(open));
  return all;
}

const held = await many(OPEN_MS);
const atOnce = await many(AT_ONCE_MS);
const refused = tenant.requests.filter(({status}) => status === 429).length;
program.send('q');
await program.exited;
await tenant.close();
await rm(home, {recursive: true, force: true});
print(
  markdownTable(
    ['dialog open for', 'tries', 'median, ms', '95 %, ms', 'longest, ms'],
    [
      ['2.2 s (slot held)', held],
      ['0.1 s', atOnce],
    ].map(([name, all]) => {
      const values = all as readonly number[];
      return [String(name), values.length, median(values), quantile(values, 0.95), Math.max(...values)];
    }),
    1,
  ),
);
print(`\n${refused} requests refused.`);
