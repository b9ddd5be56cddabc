import type {LookupFunction} from 'node:net';
import {expect, test} from 'vitest';
import {createSharedLookup} from '../../source/api/shared-lookup.js';
import {systemClock} from '../../source/lib/clock.js';
import {manualClock} from '../helpers/manual-clock.js';

/** A name server that answers when told. */
function names() {
  const asked: {readonly hostname: string; readonly answer: Parameters<LookupFunction>[2]}[] = [];
  const clock = manualClock();
  const lookup = createSharedLookup(clock, (hostname, _options, answer) => asked.push({hostname, answer}));
  const found: string[] = [];
  const ask = (hostname: string, options = {}) =>
    lookup(hostname, options, (error, address) => found.push(error ? error.message : String(address)));
  return {clock, asked, found, ask};
}

test('several that wait for one name ask once, and all are told', () => {
  const {asked, found, ask} = names();
  for (let count = 0; count < 5; count += 1) ask('tenant.example');
  ask('proxy.example');
  ask('tenant.example', {family: 6});
  expect(asked.map(({hostname}) => hostname)).toEqual(['tenant.example', 'proxy.example', 'tenant.example']);
  asked[0]?.answer(null, '192.0.2.7', 4);
  expect(found).toEqual(Array(5).fill('192.0.2.7'));
});

test('one that takes long gets company, once: whichever answers first is believed', async () => {
  const {clock, asked, found, ask} = names();
  ask('tenant.example');
  await clock.advance(2000);
  for (let count = 0; count < 3; count += 1) ask('tenant.example');
  expect(asked).toHaveLength(2);
  asked[1]?.answer(null, '192.0.2.7', 4);
  asked[0]?.answer(new Error('EAI_AGAIN'), '', 4);
  expect(found).toEqual(Array(4).fill('192.0.2.7'));
  ask('tenant.example');
  expect(asked).toHaveLength(3);
});

test('an answer is not kept: the next one asks again, after a failure too', () => {
  const {asked, found, ask} = names();
  ask('tenant.example');
  asked[0]?.answer(new Error('ENOTFOUND'), '', 4);
  ask('tenant.example');
  asked[1]?.answer(null, '192.0.2.7', 4);
  expect(found).toEqual(['ENOTFOUND', '192.0.2.7']);
});

test('a real name is found, one address or all', async () => {
  const lookup = createSharedLookup(systemClock);
  const one = await new Promise(resolve => lookup('localhost', {}, (_error, address) => resolve(address)));
  const all = await new Promise(resolve => lookup('localhost', {all: true}, (_error, address) => resolve(address)));
  expect(one).toMatch(/^(127\.0\.0\.1|::1)$/);
  expect(all).toContainEqual(expect.objectContaining({family: expect.any(Number)}));
});
