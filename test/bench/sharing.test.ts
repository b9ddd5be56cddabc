import {describe, expect, test} from 'vitest';
import {awayAfterRefusals, consoles, foreign, type Line, playScene, type Shared} from '../../bench/sharing/scene.js';

const LINE: Line = {rate: 1, roundTrip: 41};
const mean = (played: readonly Shared[], key: keyof Shared) =>
  played.reduce((sum, one) => sum + one[key], 0) / played.length;
const SEEDS = [1, 2, 3, 4, 5, 6];

describe('consoles that know nothing of one another', () => {
  test.each([2, 5, 10])('%i of them use 85 %% of the slots, evenly, with few refusals', count => {
    const played = SEEDS.map(seed => playScene({line: LINE, guests: consoles(count, 1)}, seed));
    expect(mean(played, 'used')).toBeGreaterThan(0.85);
    expect(mean(played, 'refused')).toBeLessThan(0.05);
    expect(mean(played, 'jain')).toBeGreaterThan(0.9);
  });

  test('a newcomer beside one that uses every slot gets its half, though the line is short', () => {
    const late = consoles(1, 1).map(guest => ({...guest, from: 5}));
    const scene = {line: {rate: 1, roundTrip: 4}, guests: [...consoles(1, 1), ...late], counted: [15, 25] as const};
    for (const seed of SEEDS) expect(playScene(scene, seed).jain).toBeGreaterThan(0.95);
  });

  test('beside a client that leaves no room nobody starves', () => {
    const played = SEEDS.map(seed => playScene({line: LINE, guests: [...consoles(2, 1), foreign(1000)]}, seed));
    expect(mean(played, 'ours')).toBeGreaterThan(0.08);
    expect(mean(played, 'ours')).toBeLessThan(0.7);
  });

  // Seeds in which consoles once took one another for clients that keep to no turns, and went on as such.
  test.each([2, 5, 17, 43])('ten of them come into turns however they begin (seed %i)', seed => {
    const scene = {line: {rate: 1, roundTrip: 5}, guests: consoles(10, 1)};
    expect(playScene(scene, seed).refused).toBeLessThan(0.08);
  });

  test.each([5, 20, 70, 600])('one alone, up for %i s, is back a turn after its tenant has refused everything', up => {
    const away = Array.from({length: 60}, (_, seed) =>
      awayAfterRefusals({line: {rate: 1, roundTrip: 5}, from: 1000 * up, lasts: 20_000, most: 120_000}, seed + 1),
    );
    expect(Math.max(...away)).toBeLessThan(6000);
  });

  test('back-off alone does not share', () => {
    const played = SEEDS.map(seed => playScene({line: LINE, guests: consoles(5, 1, false)}, seed));
    expect(mean(played, 'used')).toBeLessThan(0.6);
  });
});
