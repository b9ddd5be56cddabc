import {expect, test} from 'vitest';
import {type Clock, systemClock} from '../../source/lib/clock.js';
import {startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {openConsole, smallTenant, type TestConsole} from '../helpers/console.js';
import {type FakeRequest, fakeTenant, plainAnswer, queueRow, user} from './fake-tenant.js';

/** The machine's clock, its wall moved on by hand: values grow old without anybody waiting. */
function movingClock(): Clock & {readonly move: (ms: number) => void} {
  let ahead = 0;
  return {
    ...systemClock,
    wall: () => systemClock.wall() + ahead,
    move: ms => {
      ahead += ms;
    },
  };
}

test('a tenant that is gone: AWAY in words, values stay and grow old, and it recovers by itself', async () => {
  const clock = movingClock();
  // Waits that change show that they do, so that the plan comes back to them soon.
  const tenant = await smallTenant({agents: 20, queues: 3, speed: 60});
  const port = Number(new URL(tenant.baseUrl).port);
  const app = await openConsole({tenant, clock});
  await app.waitFor(/all known/);
  await tenant.close();
  await app.waitFor(/AWAY for/);
  await app.waitFor(/cannot be reached|connection was/);
  expect(app.text()).toMatch(/\d:\d\d/);
  // No plan is longer than five minutes: older than two of them is marked, older than five is stale.
  clock.move(11 * 60_000);
  await app.waitFor(/\d:\d\d~/);
  clock.move(20 * 60_000);
  await app.waitFor(/STALE/);
  expect(app.text()).toMatch(/\d:\d\d~/);
  const back = await startSimulatedTenant({agents: 20, queues: 3, languages: ['en'], rate: 0, port});
  await app.waitFor(/● live/);
  await app.waitFor(/tenant is back/);
  await app.waitFor(text => !text.includes('STALE'));
  await app.end();
  await back.close();
});

test('what to do about a tenant that is away is told whole on a narrow screen, below the panel', async () => {
  const tenant = await fakeTenant(() => ({status: 401, body: {message: 'no such subdomain and token'}}));
  const app = await openConsole({tenant, columns: 80, rows: 24});
  await app.waitFor(/TOKEN REFUSED/);
  await app.waitFor(/refused the credentials.*Check subdomain and token.*API\s+Credentials\)\./s);
  const lines = app.lines();
  const foot = lines.findIndex(line => /^[└╰]/.test(line));
  expect(lines[foot + 1]).toMatch(/refused the credentials/);
  expect(lines).toHaveLength(24);
  await app.end();
  await tenant.close();
});

test('an answer that is lost: unknown, said in words, and looked for', async () => {
  const answer = (request: FakeRequest) => (request.method === 'POST' ? 'hang up' : plainAnswer(request));
  const tenant = await fakeTenant(answer);
  const app = await openConsole({tenant});
  await app.waitFor(/all known/);
  await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /: unknown/, /not known; look before/, /next polls look/);
  // A poll finds Ann Available, as was asked for.
  await app.keys('escape', /Seen: Set Ann Lee \(id \d+\) to Available/);
  await app.waitFor(() => app.audit().some(line => line.event === 'seen'));
  expect(app.audit().map(line => line.event)).toEqual(['prepared', 'sent', 'unknown', 'seen']);
  expect(tenant.requests.filter(({method}) => method === 'POST')).toHaveLength(1);
  await app.end();
  await tenant.close();
});

test('somebody else uses the budget: told as what it is', async () => {
  let refusals = 3;
  const tenant = await fakeTenant(request => {
    if (request.path !== '/users' || refusals === 0) return plainAnswer(request);
    refusals -= 1;
    return {status: 429, body: {message: 'Rate limit exceeded'}};
  });
  const app = await openConsole({tenant, columns: 120, rows: 40, rate: 5});
  await app.waitFor(/429: waiting|slowed|somebody else uses the budget/);
  await app.waitFor(/[123] in the last minute/);
  await app.waitFor(/all known/);
  await app.end();
  await tenant.close();
});

test('wrong credentials are said in words, with what to do', async () => {
  const tenant = await fakeTenant(() => ({status: 401, body: {message: 'Invalid\x1b[2J credentials'}}));
  const app = await openConsole({tenant, columns: 200, rows: 50});
  await app.waitFor(/refused the credentials \(401\)/);
  await app.waitFor(/Check subdomain and token/);
  expect(app.output()).not.toContain('Invalid\x1b[2J');
  await app.end();
  await tenant.close();
});

const HOSTILE = [
  'Eve\x1b[31m\x1b]0;owned\x07',
  'Mal\u202elory\u0085\u009b2J',
  '漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字',
  `e${'\u0301'.repeat(300)}`,
  '👩‍👩‍👧‍👦 family \t\r\n',
  'x'.repeat(5000),
];

test.each([
  [80, 24],
  [100, 30],
  [200, 50],
])('hostile names at %i x %i keep columns aligned, and no control reaches the terminal', async (columns, rows) => {
  const tenant = await fakeTenant(({path, query}) => {
    if (path === '/wait_times')
      return {body: HOSTILE.map((name, index) => queueRow(index + 1, `Menu${name} / ${name}`))};
    if (path === '/users') {
      const users = HOSTILE.map((name, index) =>
        user(index + 1, name, 'Z', {location: name, teams: [{name}], roles: [{name}], agent_number: name}),
      );
      return {body: query.get('status_id[]') === '1' ? [] : users};
    }
    return {body: {after_hours: false, overcapacity: false}};
  });
  const app = await openConsole({tenant, columns, rows});
  await app.waitFor(/live/);
  for (const panel of ['1', '2', '5', '6']) {
    await app.press(panel);
    await app.waitFor(text => text.includes(`${panel} `));
    for (const keys of [['t'], ['enter'], ['escape'], ['a'], ['escape']]) {
      await app.press(...keys);
      expect(openEdges(app, columns), app.text()).toEqual([]);
    }
  }
  await app.keys('2', '*', 'L', /Check and confirm/, 'enter', 'enter', /Type the number/);
  expect(openEdges(app, columns)).toEqual([]);
  await app.press('escape');
  const sent = app.output().replaceAll(/\x1b\[[\d;?]*[A-Za-z]|\x1b[78]/g, '');
  expect(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.exec(sent)?.[0]).toBeUndefined();
  expect(app.scrolled()).toBe(0);
  await app.end();
  await tenant.close();
});

/** Rows whose right edge is not where the frame's is. */
function openEdges(app: Pick<TestConsole, 'lines' | 'cells'>, columns: number): readonly string[] {
  return app.lines().filter((line, y) => {
    const last = app.cells(y)[columns - 1]?.text ?? '';
    return /^[│┌└]/.test(line) && !/[│┐┘]/.test(last);
  });
}

test('what the tenant leaves out is unknown, not zero', async () => {
  const tenant = await fakeTenant(request =>
    request.path === '/wait_times'
      ? {body: [{menu_id: 5, materialized_path: 'Only / This', voice_call: null}]}
      : plainAnswer(request),
  );
  const app = await openConsole({tenant, columns: 80, rows: 24});
  await app.waitFor(/This/);
  const row = app.lines().find(line => line.includes('This')) ?? '';
  expect(row.replace(/\d+s/, '')).not.toMatch(/\b0\b/);
  expect(row).toMatch(/\? +– +\? +\?/);
  await app.end();
  await tenant.close();
});
