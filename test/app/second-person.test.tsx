import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runApprove} from '../../source/commands/approve.js';
import {testIo} from '../commands/test-io.js';
import {onFloor, type TestConsole, writes} from '../helpers/console.js';
import {runFlags} from '../settings/run-flags.js';

// Files belong to whoever really runs this; the console takes itself to be another user's.
const OTHER = (process.getuid?.() ?? 0) + 1;
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-second-'));
});
afterEach(() => rmSync(directory, {recursive: true}));

const rule = (above: number) => ({secondPerson: {above, directory}, manyTargets: 10});
const requestOf = (app: TestConsole): string => {
  const [, code = ''] = /([0-9A-Z]{10})\.request/.exec(app.text().replaceAll(/[\s│]/g, '')) ?? [];
  return join(directory, `${code}.request.json`);
};
const approve = (path: string) => {
  const io = testIo({uid: OTHER});
  return runApprove(path, runFlags('approve', path, '--confirm', 'demo'), io).then(code => ({code, err: io.err.text}));
};

test('what hits many waits for a second user, who sees what is asked; then Enter goes on, and both are audited', async () => {
  await onFloor({columns: 120, rows: 40, uid: OTHER, profile: rule(1)}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'space', 'space', 'L', 'enter', 'enter', /Type the number of agents: 2/, '2', 'enter');
    await app.waitFor(/A second person must agree/);
    await app.waitFor(/request\.json/);
    // Neither Enter nor y does what only somebody else can do.
    await app.press('enter', 'y');
    expect(writes(tenant.requests)).toEqual([]);
    const {code, err} = await approve(requestOf(app));
    expect(code).toBe(0);
    expect(err).toMatch(/asks, .* ago: tenant demo: Force logout: 2 agents/);
    // Whoever waited may be away: nothing goes on without a key of theirs.
    await app.waitFor(/has agreed\. +Enter starts the countdown/);
    expect(writes(tenant.requests)).toEqual([]);
    await app.press('enter');
    await app.waitFor(/2 of 2 changed to Offline|changed to Offline/);
    expect(writes(tenant.requests)).toHaveLength(1);
    const [first, second] = app.audit();
    expect([first?.event, second?.event]).toEqual(['approved', 'prepared']);
    expect(first?.outcome).toMatchObject({uid: process.getuid?.()});
    await app.waitFor(() => readdirSync(directory).length === 0);
  });
});

test('a write of more targets than the rule allows waits as well; what hits fewer does not', async () => {
  await onFloor({columns: 120, rows: 40, uid: OTHER, profile: rule(1)}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'g', 's', 'enter', /\[ Cancel \]/, 'y', /: accepted ─/, 'escape');
    expect(writes(tenant.requests)).toHaveLength(1);
    await app.keys('space', 'space', 's', 'enter', /\[ Cancel \]/, 'y', /request\.json/);
    expect(writes(tenant.requests)).toHaveLength(1);
    expect((await approve(requestOf(app))).code).toBe(0);
    await app.keys(/has agreed\. +Enter sends/, 'enter', /: accepted ─/);
    expect(writes(tenant.requests)).toHaveLength(2);
  });
});

test('Escape takes the request back: nobody can agree any more, and nothing is sent', async () => {
  await onFloor({columns: 120, rows: 40, uid: OTHER, profile: rule(0)}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /request\.json/);
    const path = requestOf(app);
    await app.keys('escape');
    await app.waitFor(() => readdirSync(directory).length === 0);
    await expect(approve(path)).rejects.toThrow(/There is no request/);
    await app.waitFor(() => app.audit().some(({event}) => event === 'cancelled'));
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('leaving the screen takes the request back', async () => {
  await onFloor({columns: 120, rows: 40, uid: OTHER, profile: rule(0)}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /request\.json/);
    await app.press('ctrl+c');
    await app.leave();
    await app.waitFor(() => readdirSync(directory).length === 0);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('without a directory that can be written nothing is sent, and the reason is told', async () => {
  const nowhere = {secondPerson: {above: 0, directory: join(directory, 'none')}};
  await onFloor({columns: 120, rows: 40, uid: OTHER, profile: nowhere}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /: not sent ─/, /A second person is needed, and/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('a dry run asks nobody', async () => {
  await onFloor({line: '--dry-run', uid: OTHER, profile: rule(0)}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /Dry run, nothing was sent/);
    expect(readdirSync(directory)).toEqual([]);
  });
});
