import {appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {parse} from 'csv-parse/sync';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {auditPath} from '../../source/audit/audit-path.js';
import type {AuditEntry} from '../../source/audit/audit-record.js';
import {runAudit} from '../../source/commands/audit/audit.js';
import {pseudonymKey} from '../../source/privacy/pseudonym-key.js';
import {Pseudonyms} from '../../source/privacy/pseudonyms.js';
import {SettingsError} from '../../source/settings/settings-error.js';
import {auditEntry} from '../audit/audit-entry.js';
import {runFlags} from '../settings/run-flags.js';
import {testIo} from './test-io.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 26, 12);
let state = '';

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'floorwalker-audit-command-'));
});
afterEach(() => rmSync(state, {recursive: true}));

const pathOf = (tenant: string) => auditPath(join(state, 'floorwalker'), tenant);

/** Writes a log as the console does; each entry an hour after the one before, the last one now. */
async function logged(tenant: string, entries: readonly Partial<AuditEntry>[], largest?: number, user = 'ada') {
  let wall = NOW - entries.length * HOUR;
  const {clock} = testIo();
  const log = await openAuditLog({
    path: pathOf(tenant),
    tenant,
    who: {user, ssh: null, pid: 4711},
    clock: {...clock, wall: () => wall},
    ...(largest === undefined ? {} : {largest}),
  });
  for (const entry of entries) {
    wall += HOUR;
    await log.append(auditEntry(entry));
  }
  await log.close();
}

async function run(line: string, environment: Record<string, string> = {}) {
  const io = testIo({environment: {XDG_STATE_HOME: state, ...environment}});
  const words = line.split(' ');
  const file = line === '' || line.startsWith('-') ? undefined : words.shift();
  const at = {...io, clock: {...io.clock, wall: () => NOW}};
  const code = await runAudit(file, runFlags('audit', ...words.filter(Boolean)), at);
  return {code, out: io.out.text, err: io.err.text, lines: io.out.text.split('\n').slice(0, -1)};
}

describe('reading', () => {
  test('the only log there is, without settings or token, oldest first', async () => {
    await logged('acme', [
      {},
      {event: 'sent'},
      {event: 'accepted', outcome: {status: 200, rows: [{message: 'In-call'}]}},
    ]);
    const {code, lines} = await run('');
    expect(code).toBe(0);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^at \(UTC\) +event +user +operation +targets, outcome$/);
    expect(lines[1]).toMatch(/^2026-11-26 10:00:00 +prepared +ada +forceLogoutAgents +agent 731 Ada/);
    expect(lines[3]).toContain('status 200, 1 row refused');
  });

  test('the log of the configured tenant, though no token is named', async () => {
    await logged('acme', [{}]);
    await logged('other', [{}, {}]);
    await expect(run('')).rejects.toThrow(/several audit logs.*acme.*other/s);
    const {lines} = await run('--format json', {FLOORWALKER_BASE_URL: 'https://other.example.com'});
    expect(lines).toHaveLength(2);
    expect((await run(`${pathOf('acme')} --format json`)).lines).toHaveLength(1);
    expect((await run('--subdomain other --format json')).lines).toHaveLength(2);
  });

  test('filters by time, event, operation, user and target', async () => {
    await logged('acme', [
      {event: 'prepared'},
      {event: 'sent', operation: 'updateAgentStatuses', targets: [{kind: 'agent', id: 9, name: 'Grace Hopper'}]},
      {event: 'accepted'},
    ]);
    await logged('acme', [{event: 'refused'}], undefined, 'grace');
    const events = async (line: string) =>
      (await run(`${line} --format json`)).lines.map(text => (JSON.parse(text) as {event: string}).event);
    expect(await events('--since 90m')).toEqual(['sent', 'accepted', 'refused']);
    expect(await events('--until 2026-11-26T11:30Z')).toEqual(['prepared', 'sent']);
    expect(await events('--since 2026-11-27')).toEqual([]);
    expect(await events('--since 7d --event sent --event accepted')).toEqual(['sent', 'accepted']);
    expect(await events('--operation updateAgentStatuses')).toEqual(['sent']);
    expect(await events('--user grace')).toEqual(['refused']);
    expect(await events('--target 9')).toEqual(['sent']);
    expect(await events('--target hopper')).toEqual(['sent']);
    await expect(run('--since yesterday')).rejects.toThrow(/--since takes how long ago.*not "yesterday"/);
  });

  test('a target is found also where only the answer named it, as after a logout of an address range', async () => {
    const targets = [{kind: 'addresses', id: '10.20.0.0/16', name: 'private'}];
    const row = {before: 'Break', after: 'Offline', message: null};
    const rows = [
      {...row, who: 'Ada Lovelace (731)'},
      {...row, who: 'Grace Hopper (31)'},
    ];
    await logged('acme', [
      {event: 'prepared', targets},
      {event: 'accepted', targets, outcome: {status: 200, rows}},
    ]);
    const events = async (target: string) => (await run(`--target ${target} --format json`)).lines.length;
    expect(await events('lovelace')).toBe(1);
    expect(await events('731')).toBe(1);
    expect(await events('31')).toBe(1);
    expect(await events('73')).toBe(0);
  });

  test('who leaves after a call is no refusal', async () => {
    const busy = {
      who: 'Ada (1)',
      before: 'In-call',
      after: 'In-call',
      message: 'after the interaction',
      isPutOff: true,
    };
    await logged('acme', [{targets: [], outcome: {rows: [busy, {...busy, isPutOff: false}]}}]);
    expect((await run('')).out).toContain('1 row refused, 1 after a call or');
  });

  test('CSV that a spreadsheet reads as it is, and takes nothing in it for a formula', async () => {
    await logged('acme', [
      {targets: [{kind: 'agent', id: 1, name: 'x'}], operation: '=cmd()', outcome: {message: 'a,"b"\n\u009b'}},
    ]);
    const {out} = await run('--format csv');
    const [row] = parse(out, {columns: true}) as Record<string, string>[];
    expect(row).toMatchObject({
      user: 'ada',
      tenant: 'acme',
      operation: "'=cmd()",
      targets: 'agent 1 x',
      method: 'POST',
    });
    expect(JSON.parse(row?.['outcome']?.replaceAll('\\u009b', 'c') ?? '')).toEqual({message: 'a,"b"\nc'});
    expect(out.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  test('an end user is found by the number, though the log has a pseudonym', async () => {
    const key = await pseudonymKey(join(state, 'floorwalker', 'pseudonyms.key'));
    const id = new Pseudonyms(key).phone('+13125550177');
    await logged('acme', [{operation: 'addDncContacts', targets: [{kind: 'phone_number', id}]}, {}]);
    expect((await run('--format json --target +13125550177')).lines).toHaveLength(1);
    expect((await run('--format json --target +13125550178')).lines).toHaveLength(0);
  });

  test('a log that is not there, and one with odd lines', async () => {
    await expect(run('')).rejects.toThrow(SettingsError);
    await expect(run('/nonexistent/a.ndjson')).rejects.toThrow(/There is no audit log/);
    await logged('acme', [{}]);
    appendFileSync(pathOf('acme'), 'half a li');
    const {code, err, lines} = await run('');
    expect([code, lines.length]).toEqual([1, 2]);
    expect(err).toBe('1 line is no record and left out: --verify says where.\n');
  });
});

describe('parts of a log that was put aside', () => {
  test('are read and verified together', async () => {
    await logged(
      'acme',
      Array.from({length: 30}, () => ({})),
      2000,
    );
    const parts = readdirSync(dirname(pathOf('acme'))).filter(name => name.includes('.to-'));
    expect(parts.length).toBeGreaterThan(4);
    expect((await run('--format json')).lines).toHaveLength(30);
    const verdict = await run('--verify');
    expect([verdict.code, verdict.out]).toEqual([0, `${pathOf('acme')}: 30 records, and their chain holds.\n`]);
  });

  test('one that was changed or removed is found, and named', async () => {
    await logged(
      'acme',
      Array.from({length: 30}, () => ({})),
      2000,
    );
    const directory = dirname(pathOf('acme'));
    const [, second = ''] = readdirSync(directory)
      .filter(name => name.includes('.to-'))
      .toSorted();
    const text = readFileSync(join(directory, second), 'utf8');
    writeFileSync(join(directory, second), text.replace('731', '732'));
    const changed = await run('--verify');
    expect(changed.code).toBe(1);
    expect(changed.err).toMatch(new RegExp(`${second}: broken at record \\d+\\. The record does not follow`));
    rmSync(join(directory, second));
    expect((await run('--verify --format json')).lines.map(line => JSON.parse(line))).toMatchObject([{ok: false}]);
  });
});
