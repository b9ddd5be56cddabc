import {expect, test} from 'vitest';
import {waitRow} from '../../source/api/operations/wait-times.js';
import {Picture} from '../../source/picture/picture.js';
import {statusList} from '../../source/picture/presence/status-list.js';
import {Thresholds} from '../../source/picture/thresholds.js';
import {WaitsPoll} from '../../source/polling/polls/waits-poll.js';

const LATER_MS = 30_000;

/** What asking for the waits of one language is worth, with one queue of it known for half a minute. */
function worth(thresholds: Thresholds, row: object): number {
  const picture = new Picture(statusList(new Map()));
  picture.applyWaits('en', [waitRow.parse({menu_id: 1, materialized_path: 'Sales', ...row})], {mono: 0, wall: 0});
  const [candidate] = new WaitsPoll(picture, ['en'], {thresholds}).candidates();
  return candidate?.value?.(LATER_MS) ?? Number.NaN;
}

test('a value near one of its limits is worth more, by the limits of the profile', () => {
  const strict = new Thresholds({Sales: {call: {above: {warn: 20, critical: 200}}, available: {below: {warn: 3}}}});
  const usual = new Thresholds();
  expect(worth(strict, {voice_call: 22})).toBeGreaterThan(1.5 * worth(usual, {voice_call: 22}));
  expect(worth(usual, {voice_call: 62})).toBeGreaterThan(1.5 * worth(strict, {voice_call: 62}));
  expect(worth(strict, {voice_call: 2, available_agents: 4})).toBeGreaterThan(
    1.1 * worth(usual, {voice_call: 2, available_agents: 4}),
  );
});
