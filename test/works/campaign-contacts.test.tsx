import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {onFloor, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

test('contacts are counted by status, added, changed, deleted and imported', async () => {
  await onFloor({columns: 140, rows: 40, simulated: {speed: 1}}, async ({app, tenant}) => {
    await openWork(app, 'campaign contacts', /opens a campaign by its id/);
    await app.keys('a', /Say which campaign first/, 'escape', 'o', /Campaign/);
    await fill(app, '57');
    await app.keys(/Campaign 57: \d+ contacts/, /Upcoming \d+/);

    await app.keys('a', /Add campaign contact/, 'tab');
    await fill(app, '+13125550144');
    await app.keys(/not on the do-not-call list/, 'y', /: accepted ─/, 'escape', /Campaign 57: 41 contacts/);

    await app.keys('e', /Change campaign contact/, /contact_id +\d+/, 'escape', 'x', /dangerous/);
    await fill(app, tenant.subdomain);
    await app.keys(/Campaign 57: 40 contacts/);

    writeFileSync(
      join(app.home, 'contacts.json'),
      JSON.stringify([{phone_number: '+13125550121'}, {phone_number: '+13125550122'}, {phone_number: 'nobody'}]),
    );
    await app.keys('i', /Import contacts/);
    await fill(app, '~/contacts.json');
    await app.keys(/only people who have agreed/);
    await fill(app, tenant.subdomain);
    await app.keys(/Import \d+: \[#+\] 100 % finished, 3 of 3, 1 failed/, 'r', /Campaign 57: 42 contacts/);
    await app.keys('J', /finished +3 +1/, 'r', /own key/, 's', /Listed: /);
    expect(writes(tenant.requests).map(({method, path}) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'POST contacts',
      'DELETE contact',
      'POST import',
    ]);
  });
});
