import {describe, expect, test} from 'vitest';
import {errorWords} from '../../source/commands/error-words.js';
import {exitCodeOf} from '../../source/commands/exit-code.js';
import {runSimulate} from '../../source/commands/simulate.js';
import {parseSettingsFile} from '../../source/settings/settings-file.js';
import {runFlags} from '../settings/run-flags.js';
import {testIo} from './test-io.js';

const line = ['simulate', '--agents', '20', '--queues', '6'];
const ready = (text: string) => text.endsWith('\n') && text.includes('FLOORWALKER_TOKEN');

describe('simulate', () => {
  test('prints one line of JSON when it listens, a usable profile for people, and ends by Ctrl-C with 0', async () => {
    const io = testIo();
    const run = runSimulate(runFlags(...line, '--rate', '100', '--lang', 'de'), io);
    await io.err.until(ready);
    const [tenant = {}] = io.out.lines();
    expect(Object.keys(tenant)).toEqual(['baseUrl', 'subdomain', 'token']);
    const {baseUrl, subdomain, token} = tenant;
    const authorization = `Basic ${Buffer.from(`${subdomain}:${token}`).toString('base64')}`;
    const answer = await fetch(`${baseUrl}/users?page=1&per=100`, {headers: {authorization}});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveLength(20);

    expect(io.err.text).toContain('20 agents, 6 queues in de.');
    const profile = /^profiles:\n(?: .*\n)+/m.exec(io.err.text)?.[0] ?? '';
    const read = parseSettingsFile(profile, 'note').profiles.get('simulated');
    expect(read).toMatchObject({
      baseUrl,
      subdomain,
      rate: 100,
      languages: ['de'],
      statuses: {2: 'Available', 4: 'Break'},
    });
    expect(Object.keys(read?.teams ?? {}).length).toBeGreaterThan(0);
    io.signal('SIGINT');
    expect(await run).toBe(0);
    expect(io.out.lines()).toHaveLength(1);
    await expect(fetch(String(baseUrl))).rejects.toThrow();
  });

  test('enforces its rate in wall time, whatever the speed', async () => {
    const io = testIo();
    const run = runSimulate(runFlags(...line, '--rate', '0.1', '--speed', '1000'), io);
    await io.err.until(ready);
    const {baseUrl, subdomain, token} = io.out.lines()[0] ?? {};
    const authorization = `Basic ${Buffer.from(`${subdomain}:${token}`).toString('base64')}`;
    const ask = async () => (await fetch(`${baseUrl}/wait_times?lang=en`, {headers: {authorization}})).status;
    expect([await ask(), await ask()]).toEqual([200, 429]);
    io.signal('SIGTERM');
    expect(await run).toBe(143);
  });

  test('says when its port is in use', async () => {
    const io = testIo();
    const run = runSimulate(runFlags(...line), io);
    await io.err.until(ready);
    const {port} = new URL(String(io.out.lines()[0]?.['baseUrl']));
    const error = await runSimulate(runFlags(...line, '--port', port), testIo()).catch(reason => reason);
    expect(exitCodeOf(error)).toBe(2);
    expect(errorWords(error)).toBe(`--port ${port} is in use: take another, or leave it out for any free one.\n`);
    io.signal('SIGHUP');
    expect(await run).toBe(129);
  });
});
