import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {startSession} from '../../source/commands/start-session.js';
import {systemClock} from '../../source/lib/clock.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';
import {Resources} from '../../source/state/resources.js';
import {initialViewState} from '../../source/view/view-state.js';
import {ViewStore} from '../../source/view/view-store.js';
import {runFlags} from '../settings/run-flags.js';

test('a token command that hangs does not keep anybody from leaving', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-leave-'));
  const directory = join(home, '.config', 'floorwalker');
  mkdirSync(directory, {recursive: true, mode: 0o700});
  const profile = {subdomain: 'acme', tokenCommand: ['sleep', '3']};
  writeFileSync(join(directory, 'config.yaml'), JSON.stringify({profiles: {default: profile}}), {mode: 0o600});
  const leaving = new AbortController();
  const starting = startSession(
    {
      flags: runFlags(),
      environment: {PATH: process.env['PATH'], FLOORWALKER_BASE_URL: 'http://127.0.0.1:9'},
      home,
      cwd: home,
      uid: process.getuid?.(),
      clock: systemClock,
      secrets: new KnownSecrets(),
      random: () => 0.5,
    },
    {resources: new Resources(), store: new ViewStore(initialViewState()), signal: leaving.signal},
  );
  const refused = expect(starting).rejects.toThrow('left');
  setTimeout(() => leaving.abort(new Error('left')), 200);
  const before = performance.now();
  await refused;
  expect(performance.now() - before).toBeLessThan(1000);
  rmSync(home, {recursive: true, force: true});
});
