import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openAuditLog} from '../../source/audit/audit-log.js';
import type {AuditEvent, AuditWho} from '../../source/audit/audit-record.js';
import {identifyProcess} from '../../source/audit/process-identity.js';
import {unfinishedActions} from '../../source/audit/unfinished-actions.js';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {closeUnfinished} from '../../source/commands/close-unfinished.js';
import {systemClock} from '../../source/lib/clock.js';
import {auditEntry} from '../audit/audit-entry.js';

const MINUTE = 60_000;

/** A process that has ended. */
const goneProcess = () => spawnSync(process.execPath, ['-e', '0']).pid;

type Lived = Omit<AuditWho, 'user' | 'ssh'> & {readonly events: readonly AuditEvent[]};

async function logWith(lives: readonly Lived[], largest?: number) {
  const directory = mkdtempSync(join(tmpdir(), 'floorwalker-unfinished-'));
  onTestFinished(() => rmSync(directory, {recursive: true}));
  const path = join(directory, 'acme.ndjson');
  for (const [index, {events, ...run}] of lives.entries()) {
    const who = {user: 'ada', ssh: null, ...run};
    const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock, ...(largest ? {largest} : {})});
    for (const event of events) await log.append(auditEntry({event, actionId: `action ${index}`}));
    await log.close();
  }
  const who = {user: 'ada', ssh: null, pid: process.pid};
  const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock, ...(largest ? {largest} : {})});
  onTestFinished(() => log.close());
  return {path, log};
}

test('what a killed run has left open is told once, and closed as unknown', async () => {
  const gone = goneProcess();
  const {path, log} = await logWith([
    {pid: gone, events: ['prepared', 'sent', 'accepted', 'seen']},
    {pid: gone, events: ['prepared']},
    {pid: gone, events: ['prepared', 'sent']},
    {pid: gone, events: ['cancelled']},
  ]);
  const told = await closeUnfinished(log, systemClock);
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(
    /^Outcome unknown: forceLogoutAgents for agent 731 Ada.*, begun by ada at .*Look whether it took/,
  );
  expect(await closeUnfinished(log, systemClock)).toEqual([]);
  expect(await unfinishedActions(path, Date.now())).toEqual([]);
  expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 10});
});

test('what another process is doing now is its own, until it has taken too long', async () => {
  const {path, log} = await logWith([{pid: process.ppid, events: ['prepared', 'sent']}]);
  expect(await closeUnfinished(log, systemClock)).toEqual([]);
  expect(await unfinishedActions(path, Date.now() + 11 * MINUTE)).toHaveLength(1);
});

test('what a process does that certainly runs is its own, however long it takes', async () => {
  const {pid, started, host} = await identifyProcess();
  const {path, log} = await logWith([{pid, events: ['prepared', 'sent'], started, host}]);
  expect(await closeUnfinished(log, systemClock)).toEqual([]);
  // Where the system tells when a process began.
  expect(await unfinishedActions(path, Date.now() + 11 * MINUTE)).toHaveLength(started === '' ? 1 : 0);
});

test('a process of another host is not held for gone by its number', async () => {
  const {path, log} = await logWith([
    {pid: goneProcess(), events: ['prepared', 'sent'], started: '', host: 'elsewhere'},
  ]);
  expect(await closeUnfinished(log, systemClock)).toEqual([]);
  expect(await unfinishedActions(path, Date.now() + 11 * MINUTE)).toHaveLength(1);
});

test('an action that began before the log was put aside and ended after it has ended', async () => {
  const gone = goneProcess();
  const {log} = await logWith([{pid: gone, events: ['prepared', 'sent', 'accepted']}], 500);
  expect(await closeUnfinished(log, systemClock)).toEqual([]);
});

test('many are told by their number', async () => {
  const gone = goneProcess();
  const {log} = await logWith(Array.from({length: 8}, () => ({pid: gone, events: ['prepared'] as const})));
  const told = await closeUnfinished(log, systemClock);
  expect(told).toHaveLength(6);
  expect(told[5]).toMatch(/^3 more actions have no outcome/);
});
