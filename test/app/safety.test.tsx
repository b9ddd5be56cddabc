import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {auditPath} from '../../source/audit/audit-path.js';
import {systemClock} from '../../source/lib/clock.js';
import {auditEntry} from '../audit/audit-entry.js';
import {onFloor, stateDirectoryOf, type TestConsole, writes} from '../helpers/console.js';

/** Goes as far as the question about the agent under the cursor. */
async function askForStatus(app: TestConsole): Promise<void> {
  await app.waitFor(/all known/);
  await app.keys('2', '/');
  await app.type('available');
  await app.keys('enter', 's', 'down', 'enter', /\[ Cancel \]/);
}

test('read-only: no act reaches the tenant, and every one says why', async () => {
  await onFloor({line: '--read-only'}, async ({app, tenant}) => {
    await app.waitFor(/READ-ONLY/);
    await app.waitFor(/all known/);
    for (const key of ['L', 'e', 's', 'T']) {
      await app.keys('2', key, /This console is read-only/, 'escape');
    }
    await app.keys('a', /This console is read-only/, /Follow a chat/, 'escape', '6', 'd', /This console is read-only/);
    expect(app.store.get().dialogs).toHaveLength(1);
    expect(writes(tenant.requests)).toEqual([]);
    expect(app.audit()).toEqual([]);
  });
});

test('read-only is left only with the name of the tenant, comes back at once, and both are in the audit log', async () => {
  await onFloor({line: '--read-only', columns: 120}, async ({app, tenant}) => {
    await app.waitFor(/READ-ONLY/);
    await app.waitFor(/all known/);
    await app.keys('O', /Allow changes of/);
    await app.type('wrong');
    await app.keys('enter', 'enter', /takes the name of the tenant/);
    expect(app.engine().readOnlyReason()).not.toBeNull();
    await app.keys('escape', 'O', /Allow changes of/);
    await app.type(tenant.subdomain);
    await app.keys('enter', 'enter', /Changes are allowed now/);
    expect(app.text()).not.toContain('READ-ONLY');
    await askForStatus(app);
    await app.keys('y', /: accepted ─/, 'escape', 'O', /READ-ONLY/, /nothing that writes can be sent/);
    await app.keys('s', /This console is read-only/, 'escape');
    const switched = app.audit().filter(line => line.event === 'switched');
    expect(switched.map(({outcome}) => outcome)).toMatchObject([{readOnly: false}, {readOnly: true}]);
    expect(writes(tenant.requests)).toHaveLength(1);
  });
});

test('read-only is not left where the audit log cannot be written', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-broken-audit-'));
  mkdirSync(auditPath(stateDirectoryOf(home), 'demo'), {recursive: true});
  await onFloor({line: '--read-only', columns: 120, home}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('O', /Allow changes of/);
    await app.type(tenant.subdomain);
    await app.keys('enter', 'enter', /audit log/, 'escape');
    expect(app.text()).toContain('READ-ONLY');
  });
});

test('what an earlier run that was killed has left open is told at the start', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-killed-'));
  const path = auditPath(stateDirectoryOf(home), 'demo');
  const {pid} = spawnSync(process.execPath, ['-e', '0']);
  const log = await openAuditLog({path, tenant: 'demo', who: {user: 'grace', ssh: null, pid}, clock: systemClock});
  await log.append(auditEntry({event: 'prepared'}));
  await log.append(auditEntry({event: 'sent', actionId: 'other'}));
  await log.close();
  await onFloor({home, columns: 200, rows: 50}, async ({app}) => {
    await app.waitFor(/Outcome unknown: forceLogoutAgents for agent 731/);
    expect(app.audit().filter(line => line.event === 'unknown')).toHaveLength(2);
  });
});

test('a dry run shows the exact request, sends nothing, and is in the audit log as what it was', async () => {
  await onFloor({line: '--dry-run'}, async ({app, tenant}) => {
    await app.waitFor(/DRY RUN/);
    await askForStatus(app);
    await app.keys('y', /Dry run, nothing was sent: POST\s+\/agent_statuses/, 'escape');
    expect(writes(tenant.requests)).toEqual([]);
    expect(app.audit().map(line => line.event)).toEqual(['dry-run']);
    // Nothing was changed, so nothing is waited for and the marks would still be needed.
    expect(app.text()).not.toContain('Seen:');
  });
});

test('an audit log that cannot be written lets nothing be sent, and the screen says so', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-audit-'));
  // A directory where the file should be: it cannot be opened, not even by root.
  mkdirSync(auditPath(stateDirectoryOf(home), 'demo'), {recursive: true});
  expect(dirname(auditPath(stateDirectoryOf(home), 'demo'))).toContain('audit');
  await onFloor({home}, async ({app, tenant}) => {
    await askForStatus(app);
    await app.keys('y', /not sent/, /audit log/, /Nothing left this machine/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('while a question is open the slot is held: the act leaves at once, and polls resume without a burst', async () => {
  await onFloor({rate: 8, simulated: {rate: 8, agents: 20, queues: 3}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const delays: number[] = [];
    for (const round of [1, 2, 3]) {
      await app.keys('2', 's', 'enter', /\[ Cancel \]/, /slot held/);
      // What was under way when the question opened has landed, and the slot is open.
      const {budget} = app.engine().session;
      await app.waitFor(() => budget.view().inFlight === 0);
      const before = tenant.requests.length;
      await app.waitFor(() => performance.now() - (tenant.requests.at(-1)?.at ?? 0) > 300);
      const pressedAt = performance.now();
      app.send('y');
      await app.waitFor(() => writes(tenant.requests).length === round);
      expect(tenant.requests.slice(before).map(({method}) => method)[0]).toBe('POST');
      delays.push((writes(tenant.requests).at(-1)?.at ?? 0) - pressedAt);
      await app.waitFor(() => tenant.requests.length > before + 4);
      await app.keys(/changed to/, 'escape');
    }
    // The best of three: a busy machine may be late, the program may not.
    expect(Math.min(...delays)).toBeLessThan(150);
    expect(tenant.requests.every(({status}) => status !== 429)).toBe(true);
  });
});

test('a typed confirmation holds the slot from the moment the text matches, and the countdown the one at its end', async () => {
  const simulated = {rate: 8, agents: 20, queues: 3};
  await onFloor({rate: 8, simulated, profile: {countdownSeconds: 2}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const hold = () => app.engine().session.budget.view().hold;
    const delays: number[] = [];
    while (delays.length < 3 && Math.min(150, ...delays) >= 150) {
      await app.keys('2', 'j', 'space', 'L', 'enter', 'enter', /number of agents: 1/);
      expect(hold()).toBeNull();
      await app.type('1');
      expect(hold()).not.toBeNull();
      await app.keys('backspace');
      expect(hold()).toBeNull();
      await app.type('1');
      const enteredAt = performance.now();
      const before = app.store.get().dialogs.at(-1);
      app.send('\r');
      await app.waitFor(() => app.store.get().dialogs.at(-1) !== before);
      // The slots before the last one of the countdown are free for polls.
      expect(app.store.get().dialogs.at(-1)).toMatchObject({stage: 'countdown', secondsLeft: 2});
      expect(hold()).toBeNull();
      await app.waitFor(() => hold() !== null);
      await app.waitFor(() => writes(tenant.requests).length === delays.length + 1);
      const arrivedAt = writes(tenant.requests).at(-1)?.at ?? 0;
      expect(arrivedAt - enteredAt).toBeGreaterThan(2000);
      // The first line of the audit log is written when the countdown has ended.
      const prepared = app.audit().findLast(line => line.event === 'prepared');
      delays.push(arrivedAt - (Date.parse(prepared?.at ?? '') - performance.timeOrigin));
      await app.keys(/ changed to /, 'escape');
    }
    expect(Math.min(...delays)).toBeLessThan(150);
    expect(tenant.requests.every(({status}) => status !== 429)).toBe(true);
  });
});

test('a hold ends by itself after ten seconds, unless a key is pressed', async () => {
  await onFloor({simulated: {agents: 20, queues: 3}}, async ({app}) => {
    await askForStatus(app);
    const until = app.engine().session.budget.view().hold?.until ?? 0;
    expect(until - performance.now()).toBeLessThanOrEqual(10_000);
    await app.press('tab', 'tab');
    expect(app.engine().session.budget.view().hold?.until).toBe(until);
    app.engine().session.budget.release();
    await app.press('tab');
    expect(app.engine().session.budget.view().hold?.until).toBeGreaterThan(until);
    await app.press('escape');
    expect(app.engine().session.budget.view().hold).toBeNull();
  });
});
