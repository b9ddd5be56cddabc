import {describe, expect, test} from 'vitest';
import {interval} from '../../bench/figures.js';
import {FLOORS, type FloorKind} from '../../bench/freshness/agent-floor.js';
import {plotOf} from '../../bench/freshness/freshness-plot.js';
import {play} from '../../bench/freshness/play.js';
import {oneAhead, ours, roundRobin, staleness} from '../../bench/freshness/policies.js';
import {SweepShown} from '../../bench/freshness/sweep-shown.js';

const USUAL = FLOORS[1] as FloorKind;

describe('the freshness bench', () => {
  test('is the same every time', () => {
    const game = {kind: USUAL, agents: 40, queues: 8, rate: 1, warmUp: 60, seconds: 200};
    const [one, other] = [play(ours, game, 7), play(ours, game, 7)];
    expect(one.weighted).toBe(other.weighted);
    expect(one.kinds).toEqual(other.kinds);
  });

  test('on a small tenant the plan shows less than half as much wrong as round robin, and nobody beats the truth', () => {
    const game = {kind: USUAL, agents: 60, queues: 16, rate: 1, warmUp: 300, seconds: 700};
    const [robin, rule, plan, bound] = [roundRobin, staleness, ours, oneAhead].map(policy => play(policy, game, 2));
    expect(plan?.weighted).toBeLessThan(0.5 * (robin?.weighted ?? 0));
    expect(plan?.weighted).toBeLessThan(rule?.weighted ?? 0);
    expect(bound?.weighted).toBeLessThan(plan?.weighted ?? 0);
  }, 30_000);

  test('presence alone: less than half as many agents wrong as by a sweep with elimination, and says how many', () => {
    const game = {kind: USUAL, agents: 100, queues: 0, rate: 1, warmUp: 300, seconds: 700, presenceOnly: true};
    const [sweep, learned] = [play(roundRobin, game, 4), play(ours, game, 4)];
    expect(learned.kinds.presence).toBeLessThan(0.45 * sweep.kinds.presence);
    expect(learned.claimed / learned.kinds.presence).toBeGreaterThan(0.5);
    expect(learned.claimed / learned.kinds.presence).toBeLessThan(2);
  }, 30_000);

  test('a sweep finds the last status by elimination', () => {
    const shown = new SweepShown(1, 3);
    shown.told(0, () => false, true);
    expect(shown.place(0)).toBe(-1);
    shown.told(1, () => false, true);
    expect(shown.place(0)).toBe(2);
    shown.told(2, () => false, true);
    expect(shown.place(0)).toBe(-1);
    shown.told(1, () => true, true);
    expect(shown.place(0)).toBe(1);
  });

  test('intervals are those of Student', () => {
    const {mean, half} = interval([1, 2, 3]);
    expect(mean).toBe(2);
    expect(half).toBeCloseTo(4.3 / Math.sqrt(3), 2);
  });

  test('the plot has a line and a name for each course', () => {
    const svg = plotOf(
      'title',
      [
        {name: 'one', shares: [0.1, 0.2]},
        {name: 'two', shares: [0.3, 0.1]},
      ],
      600,
    );
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('>two<');
  });
});
