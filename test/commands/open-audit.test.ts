import {expect, test} from 'vitest';
import type {AuditLog} from '../../source/audit/audit-log.js';
import type {AuditEntry} from '../../source/audit/audit-record.js';
import {openAudit} from '../../source/commands/open-audit.js';

test('a log that could not be opened refuses lines until it can', async () => {
  let isBroken = true;
  const problems: string[] = [];
  const lines: AuditEntry[] = [];
  let closed = 0;
  const log: AuditLog = {
    path: 'x',
    append: async entry => {
      lines.push(entry);
      return {} as never;
    },
    close: async () => {
      closed += 1;
    },
  };
  const open = async () => {
    if (isBroken) throw new Error('disk full');
    return log;
  };
  const audit = await openAudit('x', open, problem => problems.push(problem));
  const entry: AuditEntry = {
    event: 'prepared',
    actionId: '1',
    operation: '',
    targets: [],
    request: null,
    outcome: null,
  };
  expect(problems).toEqual(['disk full']);
  await expect(audit.append(entry)).rejects.toThrow('disk full');
  isBroken = false;
  await audit.append(entry);
  expect(lines).toEqual([entry]);
  await audit.close();
  expect(closed).toBe(1);
});
