import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {fakeTenant, plainAnswer} from '../app/fake-tenant.js';
import {onFloor, openConsole, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

const user = (email: string, more: object = {}) => ({email, first_name: 'Ada', last_name: 'Byron', ...more});

test('a file is checked here, mended, checked by the tenant, applied, and what failed is listed', async () => {
  await onFloor({columns: 120, simulated: {speed: 10}}, async ({app, tenant}) => {
    const path = join(app.home, 'users.json');
    writeFileSync(path, JSON.stringify([user('ada@example.com', {status: 'Actve'})], null, 1));
    await openWork(app, 'bulk users', /No file is open/);
    await app.keys('o', /File of users/);
    await fill(app, '~/users.json');
    await app.keys(/1 users, 1 faults found here/, /6:13 +1 +status +takes Active, Inactive or nothing/);

    // The tenant's own check finds the same, at the same line.
    await app.keys('u', /found faults in this file/, 'y', /Job 318: invalid_scheme/, 'e', /Listed: the scheme errors/);
    await app.keys(/> 6 +1 +status +status must be/);

    // Mended, it goes into the same job. One of its users cannot be changed.
    const unknown = user('nobody@example.com', {new_email: 'else@example.com'});
    writeFileSync(path, JSON.stringify([user('ada@example.com'), unknown], null, 1));
    await app.keys(
      'c',
      /2 users, no faults found here/,
      'u',
      /PUT \/bulk\/users\/upload/,
      'y',
      /Job 318: valid_scheme/,
    );
    await app.keys('p', /DANGEROUS|dangerous/, /Type the tenant's name/);
    await app.type(tenant.subdomain);
    await app.keys('enter', /Job 318: finished/, /\[#+\] 100 % {2}2 of 2, 1 failed/);
    await app.keys('E', /Listed: the update errors/, /email belongs to no user/);
    expect(writes(tenant.requests).map(({method, path: at}) => `${method} ${at}`)).toEqual([
      'POST /bulk/users/upload',
      'PUT /bulk/users/upload',
      'POST /bulk/users/proceed',
    ]);
    await app.keys('escape');
    expect(app.store.get().dialogs).toEqual([]);
  });
});

test('a job that is followed is found again after a restart', async () => {
  await onFloor({columns: 120, simulated: {speed: 10}}, async ({app, tenant}) => {
    const path = join(app.home, 'users.json');
    writeFileSync(path, JSON.stringify([user('ada@example.com')]));
    await openWork(app, 'bulk users', /No file is open/);
    await app.keys('o', /File of users/);
    await fill(app, path);
    await app.keys(/no faults/, 'u', /Confirm/, 'y', /Job 318: valid_scheme/);
    await app.leave();
    const later = await openConsole({tenant, columns: 120, home: app.home});
    try {
      await openWork(later, 'bulk users', /Job 318: valid_scheme; the file is right/);
    } finally {
      await later.leave();
    }
  });
});

test('what is no file of users is said in words, and nothing is sent', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    await openWork(app, 'bulk users', /No file is open/);
    await app.keys('u', /Open a file first/, 'escape', 'p', /There is no job yet/, 'escape');
    await app.keys('o', /File of users/);
    await fill(app, join(app.home, 'missing.json'));
    await app.keys(/no such file/);
    writeFileSync(join(app.home, 'broken.json'), '[\n {"email": }\n]');
    await app.keys('o', /File of users/);
    await fill(app, '~/broken.json');
    await app.keys(/2:12 +- +is no JSON/, 'u', /nothing to upload/, 'escape');
    // The tenant's own roles and teams make the check sharper.
    writeFileSync(
      join(app.home, 'roles.json'),
      JSON.stringify([user('ada@example.com', {roles: [{name: 'Pilot', value: 1}]})]),
    );
    await app.keys('o', /File of users/, ...Array.from({length: 60}, () => 'backspace'));
    await fill(app, '~/roles.json');
    await app.keys(
      /no faults found here/,
      'n',
      /Checked against \d+ roles and \d+ teams/,
      /has no Pilot at this tenant/,
    );
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('an answer that tells its job in a header alone is accepted, and its job followed', async () => {
  const tenant = await fakeTenant(request =>
    request.method === 'POST' && request.path === '/bulk/users/upload'
      ? {status: 201, headers: {location: '/apps/api/v1/bulk/users/jobs/91'}, body: undefined}
      : plainAnswer(request),
  );
  const app = await openConsole({tenant, columns: 120});
  try {
    writeFileSync(join(app.home, 'users.json'), JSON.stringify([user('ada@example.com')]));
    await openWork(app, 'bulk users', /No file is open/);
    await app.keys('o', /File of users/);
    await fill(app, '~/users.json');
    await app.keys(/no faults/, 'u', /Confirm/, 'y', /Job 91:/);
    expect(app.audit().map(({event}) => event)).toEqual(['prepared', 'sent', 'accepted']);
  } finally {
    await app.end();
    await tenant.close();
  }
});
