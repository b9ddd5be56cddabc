import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import ts from 'typescript';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';

let directory = '';

// Appends until it is told how many, or until it is killed: node worker.js <path> <count> [<largest>]
const worker = `
import {openAuditLog} from './audit/audit-log.js';
import {systemClock} from './lib/clock.js';
const [path, count, largest] = process.argv.slice(2);
const who = {user: 'ada', ssh: null, pid: process.pid};
const log = await openAuditLog({path, tenant: 'acme', who, clock: systemClock, ...(largest ? {largest: Number(largest)} : {})});
for (let index = 0; index < Number(count); index += 1) {
  const entry = {event: 'sent', actionId: 'a', operation: 'o', targets: [], request: null, outcome: {index}};
  await log.append({...entry, outcome: {index, padding: 'x'.repeat(index % 900)}});
}
await log.close();
`;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-processes-'));
  for (const folder of ['audit', 'lib', 'saved-state']) {
    mkdirSync(join(directory, folder));
    for (const name of readdirSync(join('source', folder)).filter(file => file.endsWith('.ts'))) {
      const options = {compilerOptions: {module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022}};
      const {outputText} = ts.transpileModule(readFileSync(join('source', folder, name), 'utf8'), options);
      writeFileSync(join(directory, folder, name.replace(/ts$/, 'js')), outputText);
    }
  }
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(join(directory, 'worker.js'), worker);
});
afterAll(() => rmSync(directory, {recursive: true}));

const start = (path: string, count: number, largest = ''): ChildProcess =>
  spawn(process.execPath, [join(directory, 'worker.js'), path, String(count), largest], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

test('processes that append at once make one chain', async () => {
  const path = join(directory, 'logs', 'together.ndjson');
  const ends = await Promise.all([1, 2, 3].map(() => once(start(path, 25), 'exit')));
  expect(ends).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
  expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 75});
  expect(new Set(readFileSync(path, 'utf8').match(/"pid":\d+/g)).size).toBe(3);
});

test('a process killed while it writes neither blocks the next one nor breaks the chain', async () => {
  const path = join(directory, 'logs', 'killed.ndjson');
  for (let round = 0; round < 3; round += 1) {
    const size = existsSync(path) ? readFileSync(path).length : 0;
    const child = start(path, 1_000_000);
    while (!existsSync(path) || readFileSync(path).length <= size) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(await once(start(path, 1), 'exit')).toEqual([0, null]);
  expect(await verifyAuditLog(path)).toMatchObject({ok: true});
});

test('processes that append at once go on together when the log is put aside, and nothing is lost', async () => {
  const path = join(directory, 'logs', 'parts.ndjson');
  const ends = await Promise.all([1, 2, 3].map(() => once(start(path, 25, '5000'), 'exit')));
  expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
  const parts = readdirSync(join(directory, 'logs')).filter(name => name.startsWith('parts.'));
  expect(parts.length).toBeGreaterThan(3);
  expect(await verifyAuditLog(path)).toEqual({ok: true, lines: 75});
});

/** Resolves when so many parts of a log have been put aside, at the very moment of the last. */
async function partsOf(log: string, wanted: number): Promise<void> {
  const folder = join(directory, 'logs');
  const seen = () => readdirSync(folder).filter(name => name.startsWith(`${log}.to-`)).length;
  const news = watch(folder);
  try {
    while (seen() < wanted) await once(news, 'change');
  } finally {
    news.close();
  }
}

test('a process killed while it puts the log aside leaves a chain that goes on', async () => {
  const path = join(directory, 'logs', 'killed-parts.ndjson');
  mkdirSync(join(directory, 'logs'), {recursive: true});
  for (const parts of [2, 5, 9]) {
    const child = start(path, 1_000_000, '3000');
    await partsOf('killed-parts', parts);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(await once(start(path, 1, '3000'), 'exit')).toEqual([0, null]);
  expect(await verifyAuditLog(path)).toMatchObject({ok: true});
});
