import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {startSession} from '../../source/commands/start-session.js';
import {systemClock} from '../../source/lib/clock.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';
import {Resources} from '../../source/state/resources.js';
import {initialViewState} from '../../source/view/view-state.js';
import {ViewStore} from '../../source/view/view-store.js';
import {httpServer} from '../api/loopback.js';
import {smallTenant} from '../session/running-session.js';
import {runFlags} from '../settings/run-flags.js';

test('a tenant that hangs, with all questions unanswered that may be, is no leak to be warned of', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-unanswered-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  let hanging = 0;
  const server = await httpServer((request, response) => {
    if (server.arrivals.length < 10) smallTenant(request, response);
    else hanging += 1;
  });
  onTestFinished(() => server.close());
  const warnings: string[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning.name);
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  const leaving = new AbortController();
  const environment = {FLOORWALKER_BASE_URL: server.origin, FLOORWALKER_SUBDOMAIN: 'acme', FLOORWALKER_TOKEN: 'secret'};
  const {close} = await startSession(
    {
      flags: runFlags('--rate', '100'),
      environment,
      home,
      cwd: home,
      uid: process.getuid?.(),
      clock: systemClock,
      secrets: new KnownSecrets(),
      random: () => 0.5,
    },
    {resources: new Resources(), store: new ViewStore(initialViewState()), signal: leaving.signal},
  );
  await expect.poll(() => hanging, {timeout: 10_000}).toBe(8);
  leaving.abort(0);
  await close();
  expect(warnings).toEqual([]);
});
