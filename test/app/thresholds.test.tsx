import {expect, test} from 'vitest';
import {openConsole} from '../helpers/console.js';
import {fakeTenant} from './fake-tenant.js';

test('thresholds of the profile: signs on waits and counts of the queues they name, in the list and in the detail', async () => {
  // Both queues: call 1:15, chat 0:05, one agent free, four logged in.
  const tenant = await fakeTenant();
  const thresholds = {
    all: {available: {below: {warn: 1, critical: 0}}},
    Repairs: {call: {above: {warn: 30, critical: 70}}, chat: {below: {warn: 5}}, loggedIn: {above: {warn: 4}}},
  };
  const app = await openConsole({tenant, profile: {thresholds}, columns: 200, rows: 50});
  await app.waitFor(/all known/);
  const row = (name: string) => app.lines().find(line => line.includes(name)) ?? '';
  expect(row('Repairs')).toMatch(/!!1:15~? +!0:05~? +!1~? +!4/);
  expect(row('Orders')).toMatch(/ !1:15~? +0:05~? +!1~? +4/);
  await app.keys('/', 'R', 'e', 'p', 'enter', 'j', 'enter', /menu id/);
  expect(app.text()).toMatch(/call wait +!!1:15/);
  expect(app.text()).toMatch(/free +!1/);
  await app.end();
  await tenant.close();
});
