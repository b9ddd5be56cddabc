import {expect, test} from 'vitest';
import {onFloor, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

test('lists are learned from an export, changed, and never shown as newer than they were told', async () => {
  await onFloor({columns: 120, profile: {countdownSeconds: 0}}, async ({app, tenant}) => {
    await openWork(app, 'contact lists', /Not read yet/);
    await app.keys('r', /Head office +1/, /Reception +\+13125550110/);
    await app.keys('n', /Create contact list/);
    await fill(app, 'Night desk');
    await app.keys(
      /Confirm/,
      'y',
      /: accepted ─/,
      'escape',
      /BEFORE what was changed from here/,
      'r',
      /Night desk +15/,
    );
    await app.keys('G', 'a', /Add contact list entry/, /contact_list_id \* +15/, 'tab');
    await app.type('Porter');
    await app.keys('tab');
    await fill(app, '+13125550155');
    await app.keys(/Confirm/, 'y', /: accepted ─/, 'escape', 'r', /Porter +\+13125550155/);
    expect(writes(tenant.requests).map(({path}) => path)).toEqual(['/contact_lists', '/contact_lists/15/contacts']);
  });
});
