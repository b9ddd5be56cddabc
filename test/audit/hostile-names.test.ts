import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {systemClock} from '../../source/lib/clock.js';
import {auditEntry} from './audit-entry.js';

test('a log that is read on a terminal holds no control, one line for each record, and the names as they were', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'floorwalker-audit-names-'));
  const path = join(directory, 'audit.ndjson');
  const name = 'Eve\x9b31m\x9d0;owned\x9c\x85\u2028\u202e\u200b\u{e0041}\ud800\x7f\n\x1b[2J';
  const who = {user: name, ssh: null, pid: 1};
  const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock});
  for (let line = 0; line < 3; line += 1) await log.append(auditEntry({targets: [{kind: 'agent', id: 1, name}]}));
  await log.close();
  const text = readFileSync(path, 'utf8');
  expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text)?.[0]).toBeUndefined();
  const records = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(records.map(({targets, who}) => [targets[0].name, who.user])).toEqual(Array(3).fill([name, name]));
  expect(await verifyAuditLog(path)).toMatchObject({ok: true, lines: 3});
  rmSync(directory, {recursive: true});
});
