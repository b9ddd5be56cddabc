import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {onFloor} from '../helpers/console.js';

const APPEND = 'fs.appendFileSync(process.argv[1], fs.readFileSync(0))';

test('the hook is told of each line of the audit log, as it stands there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-hook-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const told = join(folder, 'told');
  await onFloor({profile: {hooks: {audit: [process.execPath, '-e', APPEND, told]}}}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /: (accepted|refused) ─/, 'escape');
    await app.waitFor(() => app.audit().length >= 3);
    await app.waitFor(() => existsSync(told) && readFileSync(told, 'utf8') === readFileSync(app.auditFile, 'utf8'));
  });
});

test('a hook that fails is said on the screen; the act goes on, and the log has every line', async () => {
  await onFloor({profile: {hooks: {audit: '/nonexistent/ship'}}}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /: (accepted|refused) ─/, 'escape', '5', 'z', '/');
    await app.type('hooks');
    await app.keys('enter', /hooks\.audit: \/nonexistent\/ship does not exist/);
    expect(
      app
        .audit()
        .map(({event}) => event)
        .slice(0, 2),
    ).toEqual(['prepared', 'sent']);
  });
});
