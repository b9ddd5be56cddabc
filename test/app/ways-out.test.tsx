import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {onFloor} from '../helpers/console.js';

test('JSON is edited in the editor: laid out there, on one line here; a failing editor changes nothing', async () => {
  await onFloor({columns: 120, rows: 40, editor: 'sh "$HOME_OF_TEST/editor.sh"'}, async ({app, tenant}) => {
    const id = tenant.virtualAgentChats()[0]?.id ?? 0;
    process.env['HOME_OF_TEST'] = app.home;
    writeFileSync(join(app.home, 'editor.sh'), 'test "$(cat "$1")" = "{}" && printf \'{\\n  "plan": 1\\n}\\n\' > "$1"');
    await app.keys(':', /Find/);
    await app.type('sendchatcustomdata');
    await app.keys('enter', /Send custom data to a chat/);
    await app.type(String(id));
    await app.keys('tab', 'right', 'tab', 'enter', 'up');
    for (let press = 0; press < 6 && !/> data/.test(app.text()); press += 1) await app.keys('down');
    await app.type('{}');
    await app.keys('ctrl+x', /\{"plan":1\}/);
    await app.keys('ctrl+x', /The editor ended with 1/, /\{"plan":1\}/);
  });
});

test('the console is left for the tenant of another profile, where the profile names the tenant', async () => {
  await onFloor({columns: 120, rows: 40, otherProfiles: {'night shift': {subdomain: 'other'}}}, async ({app}) => {
    await app.keys(':', /Find/);
    await app.type('night');
    await app.keys(/> Go on to tenant: night shift +tenant/, 'enter');
    expect(app.switched).toEqual(['night shift']);
  });
  await onFloor({columns: 120, rows: 40}, async ({app}) => {
    await app.keys(':', /Find/);
    await app.type('go on to tenant');
    await app.waitFor(text => !text.includes('Go on to tenant'));
  });
});
