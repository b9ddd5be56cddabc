import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {Picture} from '../../source/picture/picture.js';
import {nothingSeen} from '../../source/picture/presence/presence-model.js';
import {statusList} from '../../source/picture/presence/status-list.js';
import {FlipRates} from '../../source/polling/queues/flip-rates.js';
import {ForetoldHours} from '../../source/polling/queues/foretold-hours.js';
import {OpeningTimes} from '../../source/polling/queues/opening-times.js';
import {loadHabits, savedHabitsPath, saveHabits} from '../../source/saved-state/saved-habits.js';
import {habitsOf, startFromHabits} from '../../source/session/tenant-habits.js';

const learning = (names: ReadonlyMap<number, string>) => ({
  picture: new Picture(statusList(names)),
  flips: {rates: new FlipRates(), times: new OpeningTimes(), hours: new ForetoldHours()},
});
const NAMES = new Map([
  [1, 'Offline'],
  [2, 'Available'],
  [9, 'Break'],
]);

test('habits are kept by status id, mode 0600, and a profile that lists others takes what it can', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'habits-'));
  onTestFinished(() => rm(directory, {recursive: true, force: true}));
  const path = savedHabitsPath(directory, 'default', 'acme');
  expect(await loadHabits(path)).toBeNull();

  const first = learning(NAMES);
  const seen = nothingSeen(4);
  seen.jumps[1 * 4 + 2] = 40;
  seen.spent[1] = 40 * 30_000;
  first.picture.learner.remember(seen);
  first.flips.rates.learn('open', new Map([['busy', 600]]), true);
  first.flips.times.learn(9 * 3_600_000, 9 * 3_600_000);
  expect(await saveHabits(path, habitsOf(first))).toBeUndefined();
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  const habits = await loadHabits(path);
  const again = learning(NAMES);
  if (!habits) throw new Error('not kept');
  startFromHabits(again, habits);
  expect(again.picture.model.leaving(1)).toBeCloseTo(first.picture.model.leaving(1), 9);
  expect(again.flips.rates.rate('open', 'busy')).toBeCloseTo(first.flips.rates.rate('open', 'busy'), 9);
  expect(again.flips.times.times).toEqual(first.flips.times.times);

  // Another order, and one status fewer: ids decide.
  const other = learning(
    new Map([
      [2, 'Available'],
      [1, 'Offline'],
    ]),
  );
  startFromHabits(other, habits);
  expect(other.picture.model.leaving(0)).toBeGreaterThan(0);
  expect(habitsOf(other).spent).toEqual([[2, 1_200_000]]);
});

test('a damaged file is a first run', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'habits-'));
  onTestFinished(() => rm(directory, {recursive: true, force: true}));
  const path = join(directory, 'habits.json');
  for (const text of ['', '{', '{"version":1,"jumps":[[1,2,-3]],"spent":[],"flips":{},"times":[]}', '[]']) {
    await writeFile(path, text);
    expect(await loadHabits(path)).toBeNull();
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});
