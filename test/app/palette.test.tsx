import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {onFloor, openConsole, writes} from '../helpers/console.js';

test('a read is found, asked, unfolded, copied, saved and run again; what it held is kept', async () => {
  await onFloor({columns: 120, rows: 40}, async ({app, tenant}) => {
    const id = tenant.virtualAgentChats()[0]?.id ?? 0;
    await app.keys(':', /Find/);
    await app.type('getchat');
    await app.keys(/> Get chat +read/, 'enter', /GET \/chats\/\{id\}/, /This path is inferred/);
    await app.type('x');
    await app.keys('enter', /takes a whole number/);
    await app.keys('backspace');
    await app.type(String(id));
    await app.keys(new RegExp(`GET /chats/${id}`), 'enter', /Status 200/, /status: va_assigned/);

    await app.keys('j', 'y', /Copied the value/);
    expect(app.output()).toContain(`\x1b]52;c;${Buffer.from(String(id)).toString('base64')}\x07`);
    await app.keys('k', 'enter', /\+ \{/, 'enter', /id: \d+/);
    await app.keys('s', /Save the answer/);
    await app.type('~/chat.json');
    await app.keys('enter', /bytes written/);
    expect(JSON.parse(readFileSync(join(app.home, 'chat.json'), 'utf8'))).toMatchObject({id});
    await app.keys('R', /GET \/chats\/\{id\}/, 'escape');

    // Next time it stands first, and its form is filled in.
    await app.leave();
    const later = await openConsole({tenant, home: app.home, columns: 120, rows: 40});
    try {
      await later.keys(':', /> Get chat +read/, 'enter', new RegExp(`id \\* +${id}`), 'escape');
    } finally {
      await later.leave();
    }
  });
});

test('a write shows its request, then asks; given up, the form comes back; a dry run sends nothing', async () => {
  await onFloor({columns: 120, rows: 40}, async ({app, tenant}) => {
    await app.keys(':', /Find/);
    await app.type('text message');
    await app.keys(/> Send a text message +write/, 'enter', /Send a text message/);
    const outbound = '+14155550101';
    for (const text of [String(tenant.smsNumbers[0] ?? outbound), '+13125550177', 'Hello']) {
      await app.type(text);
      await app.keys('tab');
    }
    await app.keys(/"message":"Hello"|Hello/, 'ctrl+g', /DO-NOT-CALL LIST|do-not-call list/, /agreed/, 'escape');
    await app.keys(/\[ Check and confirm \]/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('what is dangerous says so, and the number of targets or the tenant is typed', async () => {
  await onFloor({columns: 120, rows: 40, profile: {countdownSeconds: 0}}, async ({app, tenant}) => {
    await app.keys(':', /Find/);
    await app.type('removednc');
    await app.keys(/DANGEROUS/, 'enter', /DANGEROUS · POST/);
    await app.type('+13125550199, +14155550199');
    await app.keys('enter', /Confirm: dangerous/, /: 2/);
    await app.type('2');
    await app.keys('enter', /2 of 2 done/, 'escape');
    expect(writes(tenant.requests).map(({body}) => body)).toEqual([{phone_numbers: ['+13125550199', '+14155550199']}]);
    // Personal data are not kept for the next time.
    await app.leave();
    const kept = readdirSync(app.home, {recursive: true})
      .map(String)
      .filter(name => name.endsWith('.json') && name.includes('floorwalker'));
    expect(kept.length).toBeGreaterThan(0);
    for (const name of kept) expect(readFileSync(join(app.home, name), 'utf8')).not.toContain('5550199');
  });
});

test('ids are picked from what is known; a read-only console offers no writes', async () => {
  await onFloor({columns: 120, rows: 40, line: '--read-only'}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys(':', /Find/);
    await app.type('start chat');
    await app.keys(/> Start chat +write +read-only/, 'enter', /Find/, 'escape', ':', /Find/);
    await app.type('get queue status');
    await app.keys('enter', /queue_operation_statuses/, 'ctrl+o', /Type to narrow/);
    await app.type('zzz');
    await app.keys(/Nothing is called so/, 'backspace', 'backspace', 'backspace');
    await app.type('hotels');
    await app.keys(/> .*Hotels/);
    await app.keys('enter', /menu_id \* +\d+/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('views and actions are found with their keys', async () => {
  await onFloor({columns: 120, rows: 40}, async ({app}) => {
    await app.keys(':', /Find/);
    await app.type('watch');
    await app.keys(/> Go to Watch +view +6/, 'enter');
    expect(app.store.get().focus).toBe('watch');
    await app.keys(':', /Find/);
    await app.type('escalate');
    await app.keys(/> Escalate a chat from bot to human +action +e/, 'enter', /Chat id/, 'escape');
    await app.keys(':', /Find/);
    await app.type('zzzzqq');
    await app.keys(/Nothing is called so/, 'escape');
    expect(app.store.get().dialogs).toEqual([]);
  });
});

test('a file is sent from its form, its path completed, and a missing one is said', async () => {
  await onFloor({columns: 120, rows: 40}, async ({app, tenant}) => {
    writeFileSync(join(app.home, 'people-of-today.json'), '[]');
    await app.keys(':', /Find/);
    await app.type('uploadbulk');
    await app.keys('enter', /a path; Tab completes/);
    await app.type('~/people');
    await app.keys('tab', /~\/people-of-today\.json/, 'enter', /Confirm/, 'y', /: accepted/, 'escape');
    expect(writes(tenant.requests)).toHaveLength(1);
    await app.keys(':', /Find/, 'enter', /people-of-today/, 'backspace', 'enter', / there is no file/);
  });
});

test('a form longer than the screen keeps the field under the cursor in sight', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.keys(':', /Find/);
    await app.type('create scheduled');
    for (const search of ['listusers', 'createscheduledcall', 'createchat']) {
      for (let press = 0; press < 20; press += 1) await app.press('backspace');
      await app.type(search);
      await app.keys('enter', /\[ (Ask|Check and confirm) \]/, 'up', 'up', 'down', 'down', 'up', 'enter');
      for (let press = 0; press < 24; press += 1) {
        await app.press('tab');
        expect(app.text()).toMatch(/│ > (\S|\[ )/);
      }
      await app.keys('escape', ':', /Find/);
    }
  });
});
