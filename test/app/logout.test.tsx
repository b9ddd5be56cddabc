import {expect, test, vi} from 'vitest';
import {systemClock} from '../../source/lib/clock.js';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {onFloor, openConsole, writes} from '../helpers/console.js';
import {fakeTenant, plainAnswer, user} from './fake-tenant.js';

test('force logout of marked agents: the number typed, a countdown, out on the floor', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', '/');
    await app.type('break');
    await app.keys('enter', 'space', 'space', 'L', /2: /, 'enter', 'enter', /Type the number of agents: 2/);
    const asked = [...app.text().matchAll(/agent │ (\d+)/g)].map(match => Number(match[1]));
    await app.type('3');
    await app.keys('enter', /is not that/, 'backspace', /> +Esc cancels/);
    await app.type('2');
    await app.keys('enter', /Sending in 1 s/, /2 of 2 changed to Offline/);
    expect(asked.map(id => tenant.floor.presenceOf(id)?.statusId)).toEqual([STATUS.offline, STATUS.offline]);
    await app.keys('escape', /Seen: Force logout/);
  });
});

test('addresses of both families together: facts, tenant typed, normalised in the request', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('L', /Addresses/);
    await app.type('10.20.0.0/16 2001:db8::/32');
    await app.keys('enter', 'enter', /Type the tenant's name: demo/);
    const asked = app.text();
    expect(asked).toMatch(/who will be hit is not known/);
    expect(asked).toMatch(/in 2 blocks/);
    expect(asked).toContain('"ip_addrs":["10.20.0.0/16","2001:db8::/32"]');
    await app.type('Demo');
    await app.keys('enter', /Esc cancels/);
    expect(app.store.get().dialogs).toHaveLength(1);
    await app.keys('ctrl+u');
    await app.type('demo');
    await app.keys('enter', /Sending in/, /changed to Offline|reached nobody/);
    expect(writes(tenant.requests).map(request => request.body)).toEqual([
      {ip_addrs: ['10.20.0.0/16', '2001:db8::/32']},
    ]);
  });
});

test('agents of one name are told apart by id and team, and the one who was not chosen is named', async () => {
  const both = [
    user(1, 'Ann', 'Lee', {teams: [{name: 'Sales'}]}),
    user(2, 'ann', 'lee', {teams: [{name: 'Night desk'}]}),
    user(3, 'Bob', 'Ray'),
  ];
  const tenant = await fakeTenant(request => (request.path === '/users' ? {body: both} : plainAnswer(request)));
  const app = await openConsole({tenant});
  await app.waitFor(/all known/);
  const notChosen = /same name, and not chosen: ann lee \(id 2, Night desk\)/;
  await app.keys('2', 's', /Change status of Ann Lee \(id 1\)/, 'enter', notChosen, /Set Ann Lee \(id 1\) to/);
  expect(app.text()).toMatch(/agent │ 1 +│ Ann Lee +│ Sales/);
  await app.keys(
    'n',
    'space',
    'L',
    /1: Ann Lee/,
    'enter',
    'enter',
    notChosen,
    /Force logout: Ann Lee \(id 1\)/,
    'escape',
  );
  // Both of them are meant: there is nobody to be taken for.
  await app.keys('space', 's', 'enter', /Set 2 agents/);
  expect(app.text()).not.toContain('not chosen');
  await app.keys('n');
  // One of them alone was marked, and the other is in a team that is.
  await app.keys('U', 'g', 'space', 'L', /1: Ann Lee/, 'shift+tab', 'enter', /Night desk/, 'space', 'enter');
  await app.keys('tab', 'enter', 'enter', /member +│ 2/);
  expect(app.text()).not.toContain('not chosen');
  await app.keys('n');
  await app.end();
  await tenant.close();
});

test('the preview: kinds of addresses, presence of each agent and of members of teams, and who is busy', async () => {
  const statuses = {1: [1], 2: [2, 3], 3: [4]} as const;
  const tenant = await fakeTenant(request => {
    if (request.path !== '/users') return plainAnswer(request);
    const asked = request.query.getAll('status_id[]').flatMap(id => statuses[Number(id) as 1] ?? []);
    const isOfAll = request.query.get('status_id[]') === null;
    return {
      body: [1, 2, 3, 4].filter(id => isOfAll || (asked as number[]).includes(id)).map(id => user(id, 'Ag', `N${id}`)),
    };
  });
  const named = {
    ...tenant,
    statuses: new Map([
      [1, 'Offline'],
      [2, 'In-call'],
      [3, 'Available'],
    ]),
  };
  const app = await openConsole({tenant: named, columns: 120, rows: 40});
  await app.waitFor(/all known/);
  await app.keys(
    '2',
    'space',
    'space',
    'L',
    /2: Ag N1, Ag N2/,
    'shift+tab',
    'enter',
    /members/,
    'space',
    'enter',
    /Teams +1/,
    'tab',
  );
  await app.type('192.0.2.0/24 10.0.0.0/8');
  await app.keys('enter', 'enter', /Type the tenant's name/);
  expect(app.text()).toMatch(/Of the 4 agents known: 2 In-call, 1 Offline, 1 Available\./);
  expect(app.text()).toMatch(/Probably in a call or chat, and will leave after it: Ag N2, Ag N3\./);
  expect(app.text()).toMatch(/agent +│ 2 +│ Ag N2 +│ Team +│ In-call[ ?]/);
  expect(app.text()).toMatch(/member +│ 4 +│ Ag N4 +│ Team +│ Available[ ?]/);
  expect(app.text()).toMatch(/192\.0\.2\.0\/24 +│ documentation/);
  expect(app.text()).toMatch(/10\.0\.0\.0\/8 +│ private/);
  await app.end();
  await tenant.close();
});

test('a very large union is typed twice', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('L', /Addresses/);
    await app.type('10.0.0.0/7');
    await app.keys('enter', 'enter', /Type the tenant's name/);
    await app.type('demo');
    await app.keys('enter', /Type the number of addresses, .*: 33554432/, 'enter', /Esc cancels/);
    expect(writes(tenant.requests)).toEqual([]);
    await app.type('33554432');
    await app.keys('enter', /Sending in/, 'q', /Cancelled/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('what is wrong with an address stands beside the field, and nothing opens', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('L', /Addresses/);
    await app.type('10.20.0.300');
    await app.keys('enter', 'enter', /10\.20\.0\.300/);
    expect(app.text()).toContain('> Addresses');
    expect(app.text()).not.toContain('Confirm');
    await app.keys('ctrl+u', 'enter', 'enter', /Nobody is selected/, 'escape');
  });
});

test('unmarking everybody in the list means nobody', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'space', 'space', 'L', /2: /, 'shift+tab', 'shift+tab', 'enter', /\[x\]/);
    await app.keys('space', 'space', 'enter', /Agents +none/, 'escape');
  });
});

test('many agents become a job that is followed to its end', async () => {
  await onFloor({simulated: {jobThreshold: 5, speed: 20}, profile: {manyTargets: 60}}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', '*', 'L', 'enter', 'enter', /Type the number of agents: (\d+)/);
    await app.type(/Type the number of agents: (\d+)/.exec(app.text())?.[1] ?? '');
    await app.keys('enter', /Job 4401 runs in the background/, 'escape');
    await app.waitFor(/job 4401 +finished/, {timeout: 10_000});
    // Polls look for what the job has done at once, so that "Seen" may follow within a frame.
    await app.waitFor(/Job 4401 finished: \d+ of \d+ changed|Seen/);
    await app.keys('6', 'enter', /-> Offline/);
    await app.waitFor(() => app.audit().some(line => JSON.stringify(line.outcome).includes('"job":4401')));
  });
});

test('Ctrl-C in a countdown leaves and sends nothing', async () => {
  // Later than any real countdown would end: time is moved instead of waited for.
  let ahead = 0;
  const clock = {...systemClock, now: () => systemClock.now() + ahead};
  await onFloor({clock, profile: {countdownSeconds: 30}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'space', 'L', 'enter', 'enter', /number of agents: 1/);
    await app.type('1');
    await app.keys('enter', /Sending in/, 'ctrl+c');
    await app.exited;
    ahead = 60_000;
    await app.leave();
    expect(writes(tenant.requests)).toEqual([]);
    expect(app.audit().some(line => line.event === 'prepared')).toBe(false);
  });
});

test('any key cancels a countdown: one without a name here, a function key, a paste', async () => {
  await onFloor({profile: {countdownSeconds: 30}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const counting = async (): Promise<void> => {
      // Escape has taken the marks away.
      await app.keys('2', 'space', 'L', /Check and confirm/, 'enter', 'enter', /number of agents: 1/);
      await app.type('1');
      await app.keys('enter', /Sending in/);
    };
    for (const stir of [() => app.press('insert'), () => app.press('f1'), () => app.paste('x')]) {
      await counting();
      await stir();
      await app.waitFor(() => !/Sending in/.test(app.text()));
      // It has done nothing else.
      expect(app.text()).not.toMatch(/How this row is known/);
      await app.keys('escape', 'escape');
      expect(app.store.get().dialogs).toEqual([]);
    }
    expect(writes(tenant.requests)).toEqual([]);
    await vi.waitFor(() => expect(app.audit().filter(({event}) => event === 'cancelled')).toHaveLength(3));
  });
});
