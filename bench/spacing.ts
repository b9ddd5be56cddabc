import {createPool} from '../source/api/pool.js';
import {systemClock} from '../source/lib/clock.js';
import {createSession} from '../source/session/tenant-session.js';
import {startSimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {markdownTable, mean, print} from './figures.js';

// How far apart requests arrive at the server while the plan polls, and how many of the slots are used.

const SECONDS = Number(process.env['SECONDS'] ?? 60);

async function spacingAt(rate: number): Promise<readonly (string | number)[]> {
  // No limit at the server: what is measured is our own doing.
  const tenant = await startSimulatedTenant({seed: 1, rate: 0});
  const pool = createPool(new URL(tenant.baseUrl).origin, {clock: systemClock, rate});
  const {baseUrl, subdomain, token, statuses} = tenant;
  const session = createSession({
    access: {baseUrl, subdomain, token: () => Promise.resolve(token), endpoints: new Map(), readOnly: true},
    rate,
    languages: ['en', 'fr'],
    statuses,
    dispatcher: pool,
    clock: systemClock,
    random: Math.random,
  });
  const arrivals: number[] = [];
  tenant.onRequest(({at}) => arrivals.push(at));
  await session.poller.run(AbortSignal.timeout(SECONDS * 1000));
  await pool.destroy();
  await tenant.close();
  arrivals.sort((a, b) => a - b);
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? at));
  const share = ((arrivals.length - 1) * (1000 / rate)) / ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0));
  const tooSoon = gaps.filter(gap => gap < 1000 / rate).length;
  const two = (value: number): string => value.toFixed(2);
  return [
    rate,
    arrivals.length,
    two(mean(gaps)),
    two(Math.min(...gaps)),
    two(Math.max(...gaps)),
    `${two(share * 100)} %`,
    tooSoon,
  ];
}

print(`### Distance of requests at the server, loopback, ${SECONDS} s each\n`);
const rows = [];
for (const rate of [1, 10]) rows.push(await spacingAt(rate));
const header = ['rate, 1/s', 'requests', 'mean, ms', 'least, ms', 'largest, ms', 'slots used', 'too soon'];
print(markdownTable(header, rows));
