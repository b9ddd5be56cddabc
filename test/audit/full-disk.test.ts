import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {expect, onTestFinished, test} from 'vitest';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';

// Appends until it cannot, says why, and then tries once more.
const worker = `
import {openAuditLog} from './source/audit/audit-log.js';
import {systemClock} from './source/lib/clock.js';
const path = process.argv[2];
const log = await openAuditLog({path, tenant: 'acme', who: {user: 'ada', ssh: null, pid: process.pid}, clock: systemClock});
const entry = {event: 'prepared', actionId: 'a', operation: 'o', targets: [], request: null, outcome: {padding: 'x'.repeat(300)}};
let written = 0;
let reason = '';
try {
  for (;;) {
    await log.append(entry);
    written += 1;
  }
} catch (error) {
  reason = error.name + ': ' + error.message;
}

console.log(JSON.stringify({written, reason}));
`;

test('where no more can be written the line is refused with words, and the log stays whole', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'floorwalker-full-'));
  onTestFinished(() => rmSync(directory, {recursive: true}));
  mkdirSync(join(directory, 'logs'));
  const path = join(directory, 'logs', 'acme.ndjson');
  const program = join(directory, 'worker.mjs');
  await build({
    stdin: {contents: worker, resolveDir: process.cwd(), loader: 'ts'},
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
  });
  // A limit of the size of files: the write fails half-way, as it does on a full disk. In blocks of 1 kB or 512 B.
  const child = spawn('bash', ['-c', `ulimit -f 8; exec "${process.execPath}" "${program}" "${path}"`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', chunk => {
    out += String(chunk);
  });
  await once(child, 'close');
  const {written, reason} = JSON.parse(out) as {written: number; reason: string};
  expect(written).toBeGreaterThan(3);
  expect(reason).toMatch(/^AuditUnavailableError: .*audit log/);
  const text = readFileSync(path, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  expect(await verifyAuditLog(path)).toMatchObject({ok: true});
});
