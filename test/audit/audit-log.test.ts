import {spawnSync} from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type AuditLog, openAuditLog} from '../../source/audit/audit-log.js';
import {auditPath} from '../../source/audit/audit-path.js';
import {AuditUnavailableError} from '../../source/audit/audit-unavailable-error.js';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {systemClock} from '../../source/lib/clock.js';
import {auditEntry} from './audit-entry.js';

let directory = '';
let path = '';
const logs: AuditLog[] = [];

const openLog = async (lockPatience?: number): Promise<AuditLog> => {
  const who = {user: 'ada', ssh: '192.0.2.7', pid: 4711};
  const log = await openAuditLog({path, tenant: 'acme', who, clock: {...systemClock, wall: () => 1e12}, lockPatience});
  logs.push(log);
  return log;
};
const lines = () => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const records = () => lines().map(line => JSON.parse(line));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-audit-'));
  path = auditPath(join(directory, 'floorwalker'), 'acme');
});
afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  rmSync(directory, {recursive: true});
});

describe('a listener', () => {
  test('hears each line as the log has it, in order, and the repair of a torn one too', async () => {
    const heard: string[] = [];
    const who = {user: 'ada', ssh: null, pid: 4711};
    const open = async () => {
      const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock, onLine: line => heard.push(line)});
      logs.push(log);
      return log;
    };
    const first = await open();
    await Promise.all([first.append(auditEntry()), first.append(auditEntry())]);
    await first.close();
    appendFileSync(path, '{"torn');
    await (await open()).append(auditEntry());
    expect(heard.join('')).toBe(readFileSync(path, 'utf8'));
    expect(heard.map(line => JSON.parse(line).seq)).toEqual([1, 2, 3, 4]);
    expect(JSON.parse(heard[2] ?? '').event).toBe('repaired');
  });
});

describe('append', () => {
  test('writes one private line per event, chained', async () => {
    const log = await openLog();
    const entry = auditEntry();
    const record = await log.append(entry);
    await log.append({...entry, event: 'accepted', outcome: {status: 200}});
    expect(record).toEqual({
      at: '2001-09-09T01:46:40.000Z',
      seq: 1,
      prev: '0'.repeat(64),
      who: {user: 'ada', ssh: '192.0.2.7', pid: 4711},
      tenant: 'acme',
      ...entry,
    });
    expect(records()[0]).toEqual(record);
    expect(records()[1]).toMatchObject({seq: 2, event: 'accepted', actionId: entry.actionId, outcome: {status: 200}});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(path))).toEqual(['acme.ndjson']);
    expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 2});
  });

  test('goes on with the chain of an earlier run, and tightens a loose mode', async () => {
    await (await openLog()).append(auditEntry({outcome: {note: 'é'.repeat(20_000)}}));
    spawnSync('chmod', ['644', path]);
    await (await openLog()).append(auditEntry());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 2});
  });

  test('never forks the chain when several write at once, and keeps the order of each', async () => {
    const writers = await Promise.all([openLog(), openLog(), openLog()]);
    await Promise.all(
      writers.flatMap((log, writer) =>
        Array.from({length: 12}, (_, index) => log.append(auditEntry({outcome: {writer, index}}))),
      ),
    );
    expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 36});
    for (const writer of [0, 1, 2]) {
      const own = records().filter(record => record.outcome.writer === writer);
      expect(own.map(record => record.outcome.index)).toEqual(Array.from({length: 12}, (_, index) => index));
    }
  });

  test('moves a torn last line into a record of its own, on opening and while open', async () => {
    const log = await openLog();
    await log.append(auditEntry());
    const torn = '{"at":"2001-09-09T01:46:40.000Z","se';
    for (const expected of [3, 5]) {
      appendFileSync(path, torn);
      expect(await verifyAuditLog(path)).toMatchObject({ok: false, brokenAt: expected - 1});
      await (expected === 3 ? await openLog() : log).append(auditEntry());
      expect(await verifyAuditLog(path)).toEqual({ok: true, lines: expected});
      const repaired = records()[expected - 2];
      expect(repaired.event).toBe('repaired');
      expect(Buffer.from(repaired.outcome.torn, 'base64').toString()).toBe(torn);
    }
  });

  test('repairs a log that is nothing but half a line', async () => {
    await (await openLog()).close();
    writeFileSync(path, '{"at"');
    await openLog();
    expect(records()).toMatchObject([{seq: 1, prev: '0'.repeat(64), event: 'repaired'}]);
  });
});

describe('refuses', () => {
  const refusal = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(AuditUnavailableError);
    return error.message;
  };

  test('to open below a path that is a file', async () => {
    writeFileSync(join(directory, 'floorwalker'), '');
    expect(await refusal(openLog())).toMatch(/acme\.ndjson cannot be written .*nothing is sent/);
  });

  test('to follow a symbolic link', async () => {
    await (await openLog()).close();
    rmSync(path);
    symlinkSync(join(directory, 'elsewhere'), path);
    await refusal(openLog());
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
  });

  test('to write after the file was deleted, replaced or cut short, until it is opened again', async () => {
    const log = await openLog();
    await log.append(auditEntry());
    await log.append(auditEntry());
    renameSync(path, `${path}.away`);
    expect(await refusal(log.append(auditEntry()))).toContain('vanished');
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, '');
    expect(await refusal(log.append(auditEntry()))).toContain('was replaced');
    renameSync(`${path}.away`, path);
    await log.append(auditEntry());
    truncateSync(path, `${lines()[0]}\n`.length);
    expect(await refusal(log.append(auditEntry()))).toContain('was cut short');
    await (await openLog()).append(auditEntry());
  });

  test('to write after the whole directory was deleted', async () => {
    const log = await openLog();
    rmSync(dirname(path), {recursive: true});
    expect(await refusal(log.append(auditEntry()))).toContain('vanished');
  });

  test('to go on after a last line that is no record', async () => {
    const log = await openLog();
    appendFileSync(path, 'hello\n');
    expect(await refusal(log.append(auditEntry()))).toContain('is not a record: move the file away');
  });

  test('to write when closed', async () => {
    const log = await openLog();
    await log.close();
    expect(await refusal(log.append(auditEntry()))).toContain('is closed');
  });

  test('to wait for ever for a lock, and names its holder', async () => {
    const log = await openLog(60);
    writeFileSync(`${path}.lock`, JSON.stringify({pid: process.pid, host: hostname(), started: '', token: 'x'}));
    expect(await refusal(log.append(auditEntry()))).toContain(`held by process ${process.pid} on ${hostname()}`);
    writeFileSync(`${path}.lock`, '');
    expect(await refusal(log.append(auditEntry()))).toContain(`delete ${path}.lock`);
    // Left by a process that ended while it took over from one that had ended.
    const {pid} = spawnSync('true');
    writeFileSync(`${path}.lock`, JSON.stringify({pid, host: hostname(), started: '', token: 'x'}));
    writeFileSync(`${path}.lock.dead-x`, '');
    expect(await refusal(log.append(auditEntry()))).toContain(`delete ${path}.lock`);
    rmSync(`${path}.lock`);
    await log.append(auditEntry());
  });
});

test('takes over the lock of a process that ended, and of one whose id was given to another', async () => {
  const writers = await Promise.all([openLog(), openLog(), openLog()]);
  const {pid} = spawnSync('true');
  const dead = [{pid, started: ''}];
  if (existsSync('/proc/self/stat')) dead.push({pid: process.pid, started: 'an earlier boot:1'});
  for (const holder of dead) {
    writeFileSync(`${path}.lock`, JSON.stringify({...holder, host: hostname(), token: String(holder.pid)}));
    await Promise.all(writers.map(log => log.append(auditEntry())));
  }
  expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 3 * dead.length});
  expect(readdirSync(dirname(path))).toEqual(['acme.ndjson']);
});
