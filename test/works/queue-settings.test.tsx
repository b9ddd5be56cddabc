import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {settingsDiff} from '../../source/works/queue-settings/settings-diff.js';
import {onFloor, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

test('an export is saved, changed, compared, imported behind a saved version, and taken back by a restore', async () => {
  await onFloor({columns: 140, profile: {countdownSeconds: 0}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const email = app.resources.get('agents')?.agents.find(agent => agent.email)?.email ?? '';
    await openWork(app, 'queue settings', /no versions/);
    await app.keys('x', /Export/);
    await fill(app, '~/before.json');
    await app.keys(/bytes written to ~\/before.json/);
    const before = JSON.parse(readFileSync(join(app.home, 'before.json'), 'utf8')) as {
      queues: {channels: {max_queue_length: number}[]}[];
    };
    const [queue] = before.queues;
    if (!queue?.channels[0]) throw new Error('the export has no queue');
    queue.channels[0].max_queue_length = 77;
    writeFileSync(join(app.home, 'after.json'), JSON.stringify({...before, queues: before.queues.toReversed()}));

    await app.keys('D', /Compare two exports/);
    await fill(app, '~/before.json');
    await fill(app, '~/after.json');
    await app.keys(/1 changed, 0 added, 0 removed/, /max_queue_length +\d+ +77/, 'enter', /after: 77/, 'escape');

    await app.keys('i', /Import queue settings/);
    await fill(app, email);
    await fill(app, '~/after.json');
    await app.keys(/after saving a version/, /version_histories\/auto_saved/);
    await fill(app, tenant.subdomain);
    await app.keys(/: accepted ─/, 'escape', 'l', /auto_saved/, /import/);
    expect(writes(tenant.requests).map(({path}) => path)).toEqual([
      '/queues_settings/version_histories/auto_saved',
      '/queues_settings/import',
    ]);

    // The version that was saved before the import is the way back.
    const versions = tenant.requests.length;
    expect(versions).toBeGreaterThan(0);
    await app.keys(
      'G',
      'c',
      /-> now: 1 changed/,
      'l',
      /auto_saved/,
      'G',
      'R',
      /Restore version/,
      'enter',
      /after saving/,
    );
    await fill(app, tenant.subdomain);
    await app.keys(/: accepted ─/, 'escape', 'l', /restore/, 'G', 'c', /-> now: 0 changed/);
    expect(readdirSync(app.home).filter(name => name.endsWith('.part'))).toEqual([]);
  });
});

test('what cannot be compared is said', async () => {
  await onFloor({columns: 120}, async ({app}) => {
    writeFileSync(join(app.home, 'a.zip'), 'PK\u0003\u0004');
    writeFileSync(join(app.home, 'b.json'), '{"queues":');
    await openWork(app, 'queue settings', /no versions/);
    for (const [one, other, said] of [
      ['~/a.zip', '~/b.json', /a\.zip is a zip/],
      ['~/b.json', '~/b.json', /b\.json is no JSON/],
    ] as const) {
      await app.keys('D', /Compare two exports/);
      for (let press = 0; press < 12; press += 1) await app.press('backspace');
      await app.type(one);
      await app.keys('tab');
      for (let press = 0; press < 12; press += 1) await app.press('backspace');
      await app.type(other);
      await app.keys('enter', said);
    }
    await app.keys('R', /No version is listed/);
  });
});

test('the order of rows that have ids is no difference; every other change is found once', () => {
  const row = fc.record({id: fc.integer({min: 1, max: 1e6}), limit: fc.integer(), name: fc.string()});
  const rows = fc.uniqueArray(row, {selector: one => one.id, minLength: 2, maxLength: 12});
  fc.assert(
    fc.property(rows, fc.nat(), (list, seed) => {
      const turned = [...list.slice(seed % list.length), ...list.slice(0, seed % list.length)];
      expect(settingsDiff({list}, {list: turned})).toEqual([]);
      const at = seed % list.length;
      const changed = turned.map(one => (one.id === list[at]?.id ? {...one, limit: one.limit + 1} : one));
      expect(settingsDiff({list}, {list: changed}).map(({kind}) => kind)).toEqual(['changed']);
      expect(settingsDiff({list}, {list: turned.slice(1)}).map(({kind}) => kind)).toEqual(['removed']);
      expect(settingsDiff({list: turned.slice(1)}, {list}).map(({kind}) => kind)).toEqual(['added']);
    }),
  );
});
