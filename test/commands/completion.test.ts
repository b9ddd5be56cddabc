import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {OPERATIONS} from '../../source/api/operations/all.js';
import {runCompletion} from '../../source/commands/completion/completion.js';
import {runOperations} from '../../source/commands/operations.js';
import {SettingsError} from '../../source/settings/settings-error.js';
import {runFlags} from '../settings/run-flags.js';
import {testIo} from './test-io.js';

async function script(shell: string): Promise<string> {
  const io = testIo();
  expect(await runCompletion(shell, io)).toBe(0);
  return io.out.text;
}

/** What bash offers behind `line`, with the script loaded as a user loads it. */
function offered(bash: string, line: string): readonly string[] {
  const driver = `${bash}
COMP_LINE=${JSON.stringify(line)} COMP_POINT=${line.length}
_floorwalker
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', driver], {encoding: 'utf8'}).split('\n').filter(Boolean);
}

describe('completion in bash', () => {
  test.each([
    ['floorwalker ca', ['call']],
    ['floorwalker call listW', ['listWaitTimes']],
    ['floorwalker operations getC', OPERATIONS.map(({id}) => id).filter(id => id.startsWith('getC'))],
    ['floorwalker call listWaitTimes --query men', ['menu_id=', 'menu_type=']],
    ['floorwalker call listWaitTimes --query menu_type=', ['ivr_menu', 'mobile_menu', 'web_menu']],
    ['floorwalker call listWaitTimes --query menu_type=w', ['web_menu']],
    ['floorwalker call getChat --param ', ['id=']],
    ['floorwalker call uploadBulkUsers --file ', ['file=@']],
    ['floorwalker call getChat --dr', ['--dry-run']],
    ['floorwalker --demo --asc', ['--ascii']],
    ['floorwalker snapshot --format ', ['json']],
    ['floorwalker completion f', ['fish']],
  ])('%s', async (line, expected) => {
    expect([...offered(await script('bash'), line)].toSorted()).toEqual([...expected].toSorted());
  });
});

test('every shell has a script that names every operation; others are refused', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = await script(shell);
    for (const {id} of OPERATIONS) expect(text).toContain(id);
  }
  await expect(runCompletion('tcsh', testIo())).rejects.toThrow(SettingsError);
});

describe('operations', () => {
  test('as data: every operation with its fields', async () => {
    const io = testIo();
    expect(await runOperations(undefined, runFlags('operations', '--format', 'json'), io)).toBe(0);
    const [list] = io.out.lines() as unknown as [Record<string, unknown>[]];
    expect(list).toHaveLength(OPERATIONS.length);
    expect(list.find(({id}) => id === 'listWaitTimes')).toMatchObject({
      group: 'Wait Times',
      method: 'GET',
      path: '/wait_times',
      class: 'read',
      repeat: 'safe',
      confidence: 'documented',
      params: [],
      body: [],
      query: expect.arrayContaining([
        {name: 'lang', type: 'string', required: true, help: expect.any(String)},
        expect.objectContaining({name: 'menu_type', enum: ['ivr_menu', 'mobile_menu', 'web_menu'], required: false}),
      ]),
    });
  });

  test('as text: a line each, or one in full with its alternatives and an example', async () => {
    const all = testIo();
    await runOperations(undefined, runFlags('operations'), all);
    expect(all.out.text).toMatch(/^ {2}getChat +read +GET +\/chats\/\{id\}, inferred$/m);
    const one = testIo();
    await runOperations('removeDncContacts', runFlags('operations'), one);
    expect(one.out.text).toMatch(/could also be: DELETE \/outbound_dialer\/dnc\/remove/);
    expect(one.out.text).toMatch(/floorwalker call removeDncContacts --body '.*' --confirm TENANT/);
    await expect(runOperations('getChats', runFlags('operations'), testIo())).rejects.toThrow(/Did you mean/);
  });
});
