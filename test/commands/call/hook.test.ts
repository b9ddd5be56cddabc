import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {stringify} from 'yaml';
import {smallTenant} from '../own-tenant.js';
import {call, fileIn, startCall, testFolder} from './call-run.js';

const LINE = ['upsertEndUser', '--yes', '--body', '{"identifier":"cust-1"}'];

/** A settings file with a hook. */
const configWith = (words: readonly string[]): string =>
  fileIn(testFolder(), 'config.yaml', stringify({profiles: {default: {hooks: {audit: words}}}}));

test('the hook is told of what a call has written down before the program ends', async () => {
  const tenant = await smallTenant();
  const told = join(testFolder(), 'told');
  const append = 'fs.appendFileSync(process.argv[1], fs.readFileSync(0))';
  const {code, err} = await call(tenant, LINE, {config: configWith([process.execPath, '-e', append, told])});
  expect(code, err).toBe(0);
  const events = readFileSync(told, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line).event);
  expect(events).toEqual(['prepared', 'sent', 'accepted']);
});

test('a hook that hangs keeps no answer back; a signal ends the waiting for it', async () => {
  const tenant = await smallTenant();
  const mark = join(testFolder(), 'begun');
  const hang = 'fs.writeFileSync(process.argv[1], ""); setInterval(() => {}, 1000)';
  const {code, io} = startCall(tenant, LINE, {config: configWith([process.execPath, '-e', hang, mark])});
  await expect.poll(() => existsSync(mark), {timeout: 10_000}).toBe(true);
  await expect.poll(() => io.out.text, {timeout: 10_000}).toContain('cust-1');
  await expect.poll(() => io.err.text).toMatch(/^200 OK/m);
  io.signal('SIGINT');
  expect(await code).toBe(0);
});
