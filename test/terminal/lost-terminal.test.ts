import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {expect, onTestFinished, test} from 'vitest';

// Reads raw keys until there is nothing more to read, then exits as the program does.
const worker = `
import {letGoOfLostTerminal} from './source/terminal/lost-terminal.ts';
process.on('SIGHUP', () => {});
process.stdin.setRawMode(true);
process.stdin.resume();
process.stdin.on('error', () => {});
process.stdout.on('error', () => {});
process.stdin.on('close', () => {
  letGoOfLostTerminal();
  process.exit(129);
});
process.stdout.write('ready');
`;

const hasScript = spawnSync('script', ['--version'], {encoding: 'utf8'}).stdout?.includes('util-linux') ?? false;

test.runIf(hasScript)('a process whose terminal has gone exits with its code, and says nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'floorwalker-lost-'));
  onTestFinished(() => rmSync(directory, {recursive: true}));
  const inside = (name: string): string => join(directory, name);
  await build({
    stdin: {contents: worker, resolveDir: process.cwd(), loader: 'ts'},
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: inside('worker.mjs'),
    logLevel: 'error',
  });
  // The shell outlives its terminal, to tell the code.
  const job = `trap : HUP\n"${process.execPath}" "${inside('worker.mjs')}" 2>"${inside('errors')}"\necho $? >"${inside('code')}"\n`;
  writeFileSync(inside('job.sh'), job);
  const terminal = spawn('script', ['-qfc', `sh "${inside('job.sh')}"`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise<void>(resolve => {
    terminal.stdout.on('data', chunk => String(chunk).includes('ready') && resolve());
  });
  terminal.kill('SIGKILL');
  await expect
    .poll(() => existsSync(inside('code')) && readFileSync(inside('code'), 'utf8'), {timeout: 10_000})
    .toBe('129\n');
  expect(readFileSync(inside('errors'), 'utf8')).toBe('');
});
