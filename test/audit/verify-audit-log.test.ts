import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {auditPath} from '../../source/audit/audit-path.js';
import {auditWho} from '../../source/audit/audit-who.js';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {systemClock} from '../../source/lib/clock.js';
import {auditEntry} from './audit-entry.js';

let directory = '';
let whole: readonly string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-verify-'));
  const path = auditPath(directory, 'acme');
  const who = auditWho({user: 'ada', process: {pid: 1}, environment: {}});
  const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock});
  for (const index of [1, 2, 3, 4]) await log.append(auditEntry({outcome: {index, name: 'Łucja'}}));
  await log.close();
  whole = readFileSync(path, 'utf8').trimEnd().split('\n');
});
afterAll(() => rmSync(directory, {recursive: true}));

const verify = (lines: readonly string[]) => {
  const path = join(directory, 'copy.ndjson');
  writeFileSync(path, lines.map(line => `${line}\n`).join(''));
  return verifyAuditLog(path);
};
const [first = '', second = '', third = '', fourth = ''] = [0, 1, 2, 3].map(index => `#${index}`);
const pick = (...names: readonly string[]) => names.map(name => whole[Number(name.slice(1))] ?? '');

test('accepts a whole log, and an empty one', async () => {
  expect(await verify(whole)).toEqual({ok: true, lines: 4});
  expect(await verify([])).toEqual({ok: true, lines: 0});
});

test('finds an edit, at the line after it', async () => {
  const edited = whole.map((line, index) => (index === 1 ? line.replace('731', '732') : line));
  expect(await verify(edited)).toMatchObject({
    ok: false,
    lines: 2,
    brokenAt: 3,
    path: expect.stringContaining('.ndjson'),
    reason: expect.stringContaining('does not follow'),
  });
});

test('finds lines removed, moved, repeated, or put in', async () => {
  expect(await verify(pick(first, third, fourth))).toMatchObject({ok: false, brokenAt: 2});
  expect(await verify(pick(second, third, fourth))).toMatchObject({
    ok: false,
    brokenAt: 1,
    reason: expect.stringContaining('begin'),
  });
  expect(await verify(pick(first, third, second, fourth))).toMatchObject({ok: false, brokenAt: 2});
  expect(await verify(pick(first, second, second, third))).toMatchObject({ok: false, brokenAt: 3});
  expect(await verify([...pick(first), 'hello', ...pick(second)])).toMatchObject({ok: false, brokenAt: 2});
});

test('rejects when there is no such file', async () => {
  await expect(verifyAuditLog(join(directory, 'none'))).rejects.toMatchObject({code: 'ENOENT'});
});

test.each([
  [{SSH_CONNECTION: '192.0.2.7 50022 198.51.100.2 22'}, '192.0.2.7'],
  [{SSH_CLIENT: '2001:db8::7 50022 22'}, '2001:db8::7'],
  [{SSH_CONNECTION: ''}, null],
  [{}, null],
])('names the SSH origin of %j', (environment, ssh) => {
  expect(auditWho({user: 'ada', process: {pid: 7}, environment})).toEqual({user: 'ada', ssh, pid: 7});
});
