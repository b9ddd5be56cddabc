import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {stringify} from 'yaml';
import {smallTenant} from '../own-tenant.js';
import {call, fileIn, startCall, testFolder} from './call-run.js';

const LINE = ['upsertEndUser', '--yes', '--body', '{"identifier":"cust-1"}'];

/** Whoever is dead may still have a number, until somebody asks how it ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/status') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A settings file with a hook. */
const configWith = (words: readonly string[]): string =>
  fileIn(testFolder(), 'config.yaml', stringify({profiles: {default: {hooks: {audit: words}}}}));

test('the hook is told of what a call has written down before the program ends', async () => {
  const tenant = await smallTenant();
  const told = join(testFolder(), 'told');
  const {code, err} = await call(tenant, LINE, {config: configWith(['/bin/sh', '-c', 'cat >>"$0"', told])});
  expect(code, err).toBe(0);
  const events = readFileSync(told, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line).event);
  expect(events).toEqual(['prepared', 'sent', 'accepted']);
});

test('a hook that hangs keeps no answer back; a signal ends the waiting, and the hook', async () => {
  const tenant = await smallTenant();
  const mark = join(testFolder(), 'pid');
  const {code, io} = startCall(tenant, LINE, {
    config: configWith(['/bin/sh', '-c', 'echo $$ >"$0"; exec sleep 600', mark]),
  });
  const isBegun = () => existsSync(mark) && readFileSync(mark, 'utf8').endsWith('\n');
  await expect.poll(isBegun, {timeout: 10_000}).toBe(true);
  const hook = Number(readFileSync(mark, 'utf8'));
  await expect.poll(() => io.err.text, {timeout: 3000}).toMatch(/^200 OK/m);
  expect(io.out.text).toContain('cust-1');
  expect(io.err.text).not.toContain('hooks.audit');
  const before = performance.now();
  io.signal('SIGINT');
  expect(await code).toBe(0);
  expect(performance.now() - before).toBeLessThan(3000);
  expect(io.err.text).toMatch(
    /hooks\.audit may not have been told the last 3 lines of this program in the audit log \//,
  );
  await expect.poll(() => isRunning(hook), {timeout: 5000}).toBe(false);
});
