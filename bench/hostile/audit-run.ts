import {randomUUID} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import {openAuditLog} from '../../source/audit/audit-log.js';
import type {AuditEntry, AuditRecord} from '../../source/audit/audit-record.js';
import {runAudit} from '../../source/commands/audit/audit.js';
import {systemClock} from '../../source/lib/clock.js';
import {widthOf} from '../../source/terminal/fit-text.js';
import {byteProblems, jsonProblems} from './byte-check.js';
import {runCommand} from './command-io.js';
import type {Findings} from './findings.js';
import type {HostileStrings} from './strings.js';

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
const COLUMNS = 14;
const TARGETS = 8;
/** Records that go through the log itself, which brings each line to the disk. */
const LOGGED = 150;

function entryOf({next, random}: HostileStrings): AuditEntry {
  return {
    event: random.pick(['prepared', 'sent', 'accepted', 'refused', 'unknown']),
    actionId: randomUUID(),
    operation: random.chance(0.5) ? 'updateAgentStatuses' : next(),
    targets: Array.from({length: random.below(TARGETS)}, () => ({
      kind: random.chance(0.5) ? 'agent' : next(),
      id: random.chance(0.5) ? random.below(1000) : next(),
      name: next(),
    })),
    request: {method: random.chance(0.5) ? 'POST' : next(), path: next(), query: {[next()]: next()}, body: next()},
    outcome: random.chance(0.5) ? next() : {message: next(), status: 422, rows: [{message: next()}]},
  };
}

/** `floorwalker audit` in its three forms over logs in which every text is hostile, of at least `count` strings. */
export async function auditRun(
  count: number,
  strings: HostileStrings,
  findings: Findings,
  home: string,
): Promise<void> {
  const path = join(home, 'hostile.ndjson');
  const before = strings.count();
  const records: AuditRecord[] = [];
  while (strings.count() - before < count) {
    const who = {user: strings.next(), ssh: strings.random.chance(0.3) ? strings.next() : null, pid: records.length};
    const at = '2026-11-26T09:00:00.000Z';
    records.push({at, seq: records.length + 1, prev: '', who, tenant: strings.next(), ...entryOf(strings)});
  }
  await mkdir(home, {recursive: true});
  await writeFile(path, records.map(record => `${JSON.stringify(record)}\n`).join(''));
  const told = strings.count() - before;
  for (const format of ['csv', 'json', 'table'] as const) {
    const output = `audit --format ${format}`;
    const row = findings.row(output);
    const {out, err} = await runCommand(
      (flags, file, io) => runAudit(file, flags, io),
      ['audit', path, '--format', format],
      {
        home,
        token: 'any',
        isTerminal: format === 'table',
      },
    );
    const text = out.toString('utf8');
    row.strings += told;
    findings.add(output, byteProblems(text, {sequences: null, return: format === 'csv', isData: format !== 'table'}));
    findings.add(output, byteProblems(err, {sequences: null}));
    if (format === 'json') {
      findings.add(output, jsonProblems(text));
      const lines = text.split('\n').slice(0, -1);
      if (lines.length !== records.length)
        findings.add(output, [`${lines.length} lines for ${records.length} records`]);
      const isSame = lines.every((line, index) => JSON.stringify(JSON.parse(line)) === JSON.stringify(records[index]));
      if (!isSame) findings.add(output, ['a record that is read back is not what was written']);
      row.looked = `${lines.length} lines`;
    } else if (format === 'csv') {
      const rows = parse(text, {relax_column_count: true}) as string[][];
      findings.add(output, csvProblems(rows, records.length + 1));
      row.looked = `${rows.length} rows of ${COLUMNS}`;
    } else {
      const lines = text.split('\n').slice(0, -1);
      if (lines.length !== records.length + 1)
        findings.add(output, [`${lines.length} lines for ${records.length} records`]);
      const wide = lines.filter(line => widthOf(line) > 100);
      findings.add(
        output,
        wide.map(line => `${widthOf(line)} columns: ${JSON.stringify(line)}`),
      );
      row.looked = `${lines.length} lines`;
    }
  }
  await logRun(strings, findings, home);
}

const csvProblems = (rows: readonly string[][], wanted: number): readonly string[] => [
  ...(rows.length === wanted ? [] : [`${rows.length} rows instead of ${wanted}`]),
  ...rows
    .filter(row => row.length !== COLUMNS)
    .map(row => `${row.length} columns: ${JSON.stringify(row).slice(0, 200)}`),
  ...rows
    .flat()
    .filter(cell => FORMULA.test(cell))
    .map(cell => `a formula: ${JSON.stringify(cell).slice(0, 100)}`),
];

/** The log as it lies on the disk: one line for each record, and nothing in it that a terminal would take for a control. */
async function logRun(strings: HostileStrings, findings: Findings, home: string): Promise<void> {
  const path = join(home, 'written.ndjson');
  const row = findings.row('audit log');
  const before = strings.count();
  const who = {user: strings.next(), ssh: strings.next(), pid: 1};
  const log = await openAuditLog({path, tenant: strings.next(), who, clock: systemClock});
  for (let index = 0; index < LOGGED; index += 1) await log.append(entryOf(strings));
  await log.close();
  const text = await readFile(path, 'utf8');
  row.strings += strings.count() - before;
  row.looked = `${text.split('\n').length - 1} lines`;
  findings.add('audit log', [...byteProblems(text, {sequences: null, isData: true}), ...jsonProblems(text)]);
  if (text.split('\n').length !== LOGGED + 1) findings.add('audit log', ['not one line for each record']);
}
