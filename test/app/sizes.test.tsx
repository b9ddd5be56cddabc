import {expect, test} from 'vitest';
import {onFloor, openConsole, smallTenant, stateFiles} from '../helpers/console.js';
import {fakeTenant} from './fake-tenant.js';

test('every size draws whole frames, and too small ones say what they need', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    for (const [columns, rows] of [
      [80, 24],
      [60, 16],
      [100, 30],
      [120, 40],
      [170, 40],
      [200, 50],
    ] as const) {
      await app.resize(columns, rows);
      await app.waitFor(/q quit/);
      const lines = app.lines();
      expect(lines).toHaveLength(rows);
      expect(lines.filter(line => line.startsWith('┌')).length).toBe(lines.filter(line => line.startsWith('└')).length);
      expect(lines.filter(line => /^[│┌└]/.test(line)).every(line => line.length === columns)).toBe(true);
      expect(lines[0]).toMatch(/\d\d:\d\d:\d\d$/);
    }
    expect(app.text()).toContain('trend');
    await app.resize(59, 16);
    await app.waitFor(/It takes 60 x 16/);
    await app.resize(80, 10);
    await app.waitFor(/This terminal has 80 x 10/);
    await app.resize(3, 2);
    await app.resize(80, 24);
    await app.waitFor(/1 Queues/);
  });
});

test('a storm of sizes leaves one whole screen', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.press('a');
    for (let step = 0; step < 25; step += 1) void app.resize(58 + ((step * 37) % 140), 14 + ((step * 11) % 36));
    await app.resize(80, 24);
    await app.waitFor(/Enter begins/);
    await app.press('escape');
    const lines = app.lines();
    expect(lines[2]).toMatch(/^┌─ 1 Queues ─+.*┐$/);
    expect(lines[21]).toMatch(/^└─+┘$/);
    expect(lines.filter(line => /^[│┌└]/.test(line)).every(line => line.length === 80)).toBe(true);
  });
});

test('dialogs keep what must be typed in sight on the smallest screen', async () => {
  await onFloor({columns: 60, rows: 16, profile: {manyTargets: 5}}, async ({app}) => {
    await app.waitFor(/live/);
    await app.waitFor(() => (app.resources.get('session')?.coverage.known ?? 0) > 30);
    await app.keys('2', '*', 's', 'enter', /Type the number of agents: \d+/);
    expect(app.text()).toMatch(/1-\d+ of \d+/);
    const first = app.text();
    await app.keys('pagedown');
    expect(app.text()).not.toBe(first);
    expect(app.text()).toMatch(/Type the number of agents/);
    await app.press(...Array.from({length: 12}, () => 'pagedown'));
    expect(app.text()).toContain('"team_ids":[]}');
    // Scrolling on at the end is not saved up.
    await app.press('up', 'up');
    expect(app.text()).not.toContain('"team_ids":[]}');
  });
});

test('with --ascii nothing of the program is other than ASCII', async () => {
  const tenant = await fakeTenant();
  const app = await openConsole({tenant, columns: 200, rows: 50, line: '--ascii'});
  await app.waitFor(/all known/);
  const places = [
    [],
    ['?'],
    ['pagedown'],
    ['escape', '2', 'enter'],
    ['escape', 'a'],
    ['escape', '1', 'enter'],
    ['j', 'enter'],
  ];
  for (const keys of [
    ...places,
    ['escape', '3', 'enter'],
    ['escape', 'L'],
    ['escape', 'e'],
    ['escape', '2', 's', 'enter'],
  ]) {
    await app.press(...keys);
    expect(/[^\x00-\x7e]/.exec(app.text())?.[0], app.text()).toBeUndefined();
  }
  await app.keys('escape', 'w');
  await app.type('7');
  await app.keys('enter', '6', 'z', 'enter');
  expect(/[^\x00-\x7e]/.exec(app.text())?.[0]).toBeUndefined();
  for (const [columns, rows] of [
    [80, 24],
    [50, 10],
  ] as const) {
    await app.resize(columns, rows);
    expect(/[^\x00-\x7e]/.exec(app.text())?.[0]).toBeUndefined();
  }
  await app.end();
  await tenant.close();
});

test('nothing is told by colour alone: signs and words remain without it', async () => {
  await onFloor({columns: 120, rows: 40}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'space');
    const text = app.text();
    expect(text).toMatch(/!!\d/);
    expect(text).toMatch(/>/);
    expect(text).toMatch(/●/);
    expect(text).toMatch(/▲/);
    expect(text).toMatch(/● live/);
  });
});

test('sort, filter, flat list and what is followed are there at the next start', async () => {
  const tenant = await smallTenant();
  const first = await openConsole({tenant});
  await first.waitFor(/all known/);
  await first.keys('t', '>', 'I', '2', '/');
  await first.type('tier');
  await first.keys('enter', '>', 'w');
  await first.type('81501');
  await first.keys('enter', /chat 81501/);
  await first.leave();
  expect(stateFiles(first.home).some(name => name.endsWith('.json'))).toBe(true);
  const second = await openConsole({tenant, home: first.home});
  await second.waitFor(/all known/);
  await second.waitFor(/chat 81501/);
  const {panels} = second.store.get();
  expect(panels.queues).toMatchObject({alternate: true, sort: {column: 'call', descending: true}});
  expect(panels.agents).toMatchObject({filter: 'tier', sort: {column: 'presence', descending: false}});
  expect(second.text()).toMatch(/call▼/);
  await second.end();
  await tenant.close();
});
