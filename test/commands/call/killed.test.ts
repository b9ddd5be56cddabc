import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {AuditRecord} from '../../../source/audit/audit-record.js';
import {verifyAuditLog} from '../../../source/audit/verify-audit-log.js';
import {rawServer} from '../../api/loopback.js';

// The program as a process of its own, killed with SIGKILL at each step of an action's life.

let directory = '';
let program = '';

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-killed-'));
  program = join(directory, 'program.mjs');
  copyFileSync('package.json', join(directory, 'package.json'));
  // As the program is built: what is imported late stays apart.
  await build({
    stdin: {contents: "import {main} from './source/main.ts'; await main();", resolveDir: process.cwd()},
    entryNames: 'program',
    outdir: directory,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    define: {'process.env.NODE_ENV': '"production"'},
    external: ['ink-table', 'react-devtools-core'],
    banner: {js: "import {createRequire as of} from 'node:module';const require = of(import.meta.url);"},
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rmSync(directory, {recursive: true}));

const BODY = '[{"agent_id":7,"agent_name":"Ann","previous_status":"Break","current_status":"Available"}]';
const answer = (body = BODY, length = body.length) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;

/** `floorwalker call` of a change, with its state in `state`. */
function start(baseUrl: string, state: string): ChildProcess & {readonly told: () => string} {
  const line = ['call', 'updateAgentStatuses', '--yes', '--base-url', baseUrl, '--subdomain', 'acme'];
  const body = JSON.stringify({agent_ids: [7], team_ids: [], status: 'Available'});
  const child = spawn(process.execPath, [program, ...line, '--body', body], {
    env: {PATH: process.env['PATH'], HOME: state, XDG_STATE_HOME: state, FLOORWALKER_TOKEN: 'any'},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr?.on('data', piece => {
    text += String(piece);
  });
  return Object.assign(child, {told: () => text});
}

const auditDirectory = (state: string) => join(state, 'floorwalker', 'audit');
const records = (state: string): readonly AuditRecord[] =>
  readdirSync(auditDirectory(state))
    .filter(name => name.endsWith('.ndjson'))
    .flatMap(name =>
      readFileSync(join(auditDirectory(state), name), 'utf8')
        .split('\n')
        .filter(Boolean),
    )
    .map(line => JSON.parse(line) as AuditRecord);

/** Resolves once the log holds a line of `event`. */
async function logged(state: string, event: AuditRecord['event']): Promise<void> {
  await new Promise<void>(resolve => {
    const look = () => {
      if (!records(state).some(record => record.event === event)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(auditDirectory(state), look);
    look();
  });
}

const STEPS = [
  // Whoever never greets back keeps the request from being written.
  {step: 'before it left', scheme: 'https', reply: null, at: 'prepared', reaches: 0},
  {step: 'before the answer', scheme: 'http', reply: '', at: 'sent', reaches: 1},
  {step: 'in the middle of the answer', scheme: 'http', reply: answer('[{', 500), at: 'sent', reaches: 1},
] as const;

test.each(STEPS)(
  'killed $step: the next start tells that nobody knows the outcome, once',
  async ({scheme, reply, at, reaches}) => {
    const state = mkdtempSync(join(directory, 'state-'));
    mkdirSync(auditDirectory(state), {recursive: true});
    const hanging = await rawServer((socket, head) => {
      if (reply !== null && head.startsWith('POST')) socket.write(reply);
    });
    const child = start(hanging.origin.replace('http', scheme), state);
    await logged(state, at);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(hanging.heads.filter(head => head.startsWith('POST'))).toHaveLength(reaches);
    await hanging.close();
    const usual = await rawServer(socket => socket.write(answer()));
    const next = start(usual.origin, state);
    expect(await once(next, 'close')).toEqual([0, null]);
    expect(next.told()).toMatch(/Outcome unknown: updateAgentStatuses for agent 7/);
    const [first] = records(state);
    const lives = records(state).filter(({actionId}) => actionId === first?.actionId);
    expect(lives.map(({event}) => event)).toEqual(
      at === 'sent' ? ['prepared', 'sent', 'unknown'] : ['prepared', 'unknown'],
    );
    const again = start(usual.origin, state);
    expect(await once(again, 'close')).toEqual([0, null]);
    expect(again.told()).not.toContain('Outcome unknown');
    expect(await verifyAuditLog(join(auditDirectory(state), 'acme.ndjson'))).toMatchObject({ok: true});
    // The killed one was never sent a second time.
    expect(usual.heads.filter(head => head.startsWith('POST'))).toHaveLength(2);
    await usual.close();
  },
);

test('killed as the answer is whole: it has its outcome, or is told as unknown; never neither', async () => {
  const state = mkdtempSync(join(directory, 'state-'));
  mkdirSync(auditDirectory(state), {recursive: true});
  for (let round = 0; round < 5; round += 1) {
    const server = await rawServer(socket => {
      socket.write(answer(), () => child.kill('SIGKILL'));
    });
    const child = start(server.origin, state);
    await once(child, 'exit');
    await server.close();
  }
  const usual = await rawServer(socket => socket.write(answer()));
  expect(await once(start(usual.origin, state), 'close')).toEqual([0, null]);
  await usual.close();
  const ids = new Set(records(state).map(({actionId}) => actionId));
  expect(ids.size).toBe(6);
  for (const id of ids) {
    const life = records(state).filter(({actionId}) => actionId === id);
    expect(life.filter(({event}) => ['accepted', 'unknown'].includes(event))).toHaveLength(1);
  }
  expect(await verifyAuditLog(join(auditDirectory(state), 'acme.ndjson'))).toMatchObject({ok: true});
});
