import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runApprove} from '../../../source/commands/approve.js';
import {smallTenant, writes} from '../../helpers/console.js';
import {runFlags} from '../../settings/run-flags.js';
import {testIo} from '../test-io.js';
import {fileIn, startCall, testFolder} from './call-run.js';

// Files belong to whoever really runs this; both users are taken to be others.
const OTHER = (process.getuid?.() ?? 0) + 1;

/** `call` of a dangerous operation under a rule that asks for a second person. */
async function started() {
  const tenant = await smallTenant();
  const directory = testFolder();
  const profile = {secondPerson: {above: 5, directory}};
  const config = fileIn(testFolder(), 'config.yaml', JSON.stringify({profiles: {default: profile}}));
  const body = JSON.stringify({agent_ids: tenant.floor.agents.slice(0, 6).map(({id}) => id)});
  const line = ['forceLogoutAgents', '--confirm', 'demo', '--body', body];
  const {code, io} = startCall(tenant, line, {uid: OTHER, config});
  await io.err.until(text => text.includes('request.json'));
  const [path = ''] = /\S+\.request\.json/.exec(io.err.text) ?? [];
  return {tenant, directory, code, io, path};
}

test('call waits for a second person too, even with --confirm, and sends once they have agreed', async () => {
  const {tenant, directory, code, io, path} = await started();
  expect(writes(tenant.requests)).toEqual([]);
  const other = testIo({uid: OTHER});
  expect(await runApprove(path, runFlags('approve', path, '--confirm', 'demo'), other)).toBe(0);
  expect(await code).toBe(0);
  expect(io.err.text).toMatch(/has agreed/);
  expect(writes(tenant.requests)).toHaveLength(1);
  expect(readdirSync(directory)).toEqual([]);
  await tenant.close();
});

test('interrupted while it waits, it sends nothing and takes the request back', async () => {
  const {tenant, directory, code, io} = await started();
  io.signal('SIGINT');
  expect(await code).toBe(130);
  expect(writes(tenant.requests)).toEqual([]);
  expect(readdirSync(directory)).toEqual([]);
  await tenant.close();
});

test('approve takes the name of the tenant, and only while the request is there', async () => {
  const {tenant, code, io, path} = await started();
  const agree = (...words: string[]) => {
    const other = testIo({uid: OTHER});
    return runApprove(path, runFlags('approve', path, ...words), other);
  };
  await expect(agree()).rejects.toThrow('Agree with --confirm demo, or on a terminal');
  await expect(agree('--confirm', 'Demo')).rejects.toThrow('--confirm takes the tenant\'s name, demo, not "Demo"');
  io.signal('SIGTERM');
  expect(await code).toBe(143);
  await expect(agree('--confirm', 'demo')).rejects.toThrow('There is no request');
  await tenant.close();
});

test('approve shows what somebody else wrote as text, whatever it is', async () => {
  const {tenant, code, io, path} = await started();
  const request = JSON.parse(readFileSync(path, 'utf8')) as object;
  const hostile = '\x1b]0;owned\x07\u202egone\u009b2J';
  const forged = {...request, title: hostile, facts: [hostile]};
  writeFileSync(path, JSON.stringify(forged));
  const other = testIo({uid: OTHER});
  expect(await runApprove(path, runFlags('approve', path, '--confirm', 'demo'), other)).toBe(0);
  expect(/[^\n -~\u00a0-\u2029\u2030-\uffff]/.exec(other.err.text + other.out.text)).toBeNull();
  // What was agreed to is not what was asked: it is not sent.
  expect(await code).toBe(1);
  expect(io.err.text).toContain('is for another request');
  expect(writes(tenant.requests)).toEqual([]);
  await tenant.close();
});

test('a file that is changed after it was agreed to is not sent', async () => {
  const tenant = await smallTenant();
  const directory = testFolder();
  const profile = {secondPerson: {above: 5, directory}};
  const config = fileIn(testFolder(), 'config.yaml', JSON.stringify({profiles: {default: profile}}));
  const users = fileIn(testFolder(), 'users.json', '[]');
  const {code, io} = startCall(tenant, ['uploadBulkUsers', '--yes', '--file', `file=@${users}`], {uid: OTHER, config});
  await io.err.until(text => text.includes('request.json'));
  const [path = ''] = /\S+\.request\.json/.exec(io.err.text) ?? [];
  writeFileSync(users, '[{}]');
  const other = testIo({uid: OTHER});
  expect(await runApprove(path, runFlags('approve', path, '--confirm', 'demo'), other)).toBe(0);
  expect(other.err.text).toMatch(/users\.json: 2 bytes, SHA-256 [0-9a-f]{64}/);
  expect(await code).toBe(1);
  expect(io.err.text).toContain('a file has changed since the second person was asked');
  expect(writes(tenant.requests)).toEqual([]);
  expect(readdirSync(directory)).toEqual([]);
  await tenant.close();
});
