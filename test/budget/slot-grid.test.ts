import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {GridShape} from '../../source/budget/grid-shape.js';
import {SlotGrid} from '../../source/budget/slot-grid.js';
import {createRandom} from '../../source/simulator/floor/random.js';

/** The tenant's clock is so much ahead of ours. */
const AHEAD = 1_795_000_000_123;
const ROUND_TRIP = 10;

/** A grid that knows the tenant's clock to a few ms. */
function knowing(rate = 1, seed = 1) {
  const grid = new SlotGrid(rate, createRandom(seed).next);
  const boundary = Math.ceil(AHEAD / 1000) * 1000 - AHEAD;
  for (const at of [boundary - 6, boundary + 4]) {
    grid.told(Math.floor((at + AHEAD) / 1000) * 1000, at - ROUND_TRIP / 2, at + ROUND_TRIP / 2);
  }
  return grid;
}

/** Sends whenever it opens, for so long; `answers` decides by our time of arrival. */
function drive(grid: SlotGrid, from: number, until: number, answers: (arrivesAt: number) => boolean, spacing = 1002) {
  const sent: {at: number; accepted: boolean; held: number}[] = [];
  for (let now = from; ; ) {
    const at = grid.opensAt(now, 'poll');
    if (at >= until) return sent;
    const held = grid.sharing?.held ?? 0;
    const accepted = answers(at + ROUND_TRIP / 2);
    grid.taken(at + ROUND_TRIP);
    if (accepted) grid.accepted(at);
    else grid.refused(at);
    sent.push({at, accepted, held});
    now = at + ROUND_TRIP / 2 + spacing;
  }
}

describe('SlotGrid', () => {
  test('alone it changes nothing but to leave a newcomer room once in a frame', () => {
    const {frameMs} = new GridShape(1);
    const grid = knowing();
    const sent = drive(grid, 1000, 1000 + 10 * frameMs, () => true);
    expect(grid.sharing).toBeNull();
    const gaps = sent.slice(1).map(({at}, index) => at - (sent[index]?.at ?? 0));
    expect(gaps.filter(gap => gap > 1010).length).toBeLessThanOrEqual(10);
    expect(sent.length).toBeGreaterThan(0.98 * ((10 * frameMs) / 1007));
    const room = Array.from({length: 9}, (_, frame) => Math.ceil((1000 + AHEAD) / frameMs + frame) * frameMs - AHEAD);
    for (const moment of room) {
      const before = sent.filter(({at}) => at + 5 < moment).at(-1);
      const after = sent.find(({at}) => at + 5 >= moment);
      expect(moment - ((before?.at ?? 0) + 5)).toBeGreaterThanOrEqual(1000);
      expect((after?.at ?? 0) + 5 - moment).toBeGreaterThanOrEqual(20);
    }
  });

  test('an act never waits for a newcomer, nor for the clock', () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1e6, noNaN: true}), from => {
        expect(knowing().opensAt(from, 'act')).toBe(from);
        expect(new SlotGrid(1, Math.random).opensAt(from, 'act')).toBe(from);
      }),
    );
  });

  test('one refusal is no company; a second within a frame is, and what was used lately is held', () => {
    const grid = knowing();
    drive(grid, 1000, 1000 + 1.2 * new GridShape(1).frameMs, () => true);
    grid.refused(125_900);
    expect(grid.sharing).toBeNull();
    grid.refused(135_000);
    expect(grid.sharing?.held).toBeGreaterThanOrEqual(20);
  });

  test('who was refused nothing for a turn before holds every place, however young it is', () => {
    const {turnMs} = new GridShape(1);
    const young = knowing();
    drive(young, 1000, 1000 + 1.5 * turnMs, () => true);
    young.refused(9000);
    young.refused(15_000);
    expect(young.sharing?.held).toBe(24);
    const younger = knowing();
    drive(younger, 1000, 1000 + 0.5 * turnMs, () => true);
    younger.refused(5000);
    younger.refused(11_000);
    expect(younger.sharing?.held).toBeLessThan(3);
  });

  test('without the tenant’s clock there are no turns, however many refusals', () => {
    const grid = new SlotGrid(1, Math.random);
    for (let at = 1000; at < 60_000; at += 5000) grid.refused(at);
    expect(grid.sharing).toBeNull();
    expect(grid.opensAt(61_000, 'poll')).toBe(61_000);
  });

  test('while the clock is being learned, whoever wakes late goes at once', () => {
    const grid = new SlotGrid(1, Math.random);
    grid.told(1_795_000_000_000, 1000, 1010);
    grid.refused(2000);
    grid.refused(3500);
    const aim = grid.opensAt(4600, 'poll');
    expect(aim).toBeGreaterThan(4600);
    expect(aim).toBeLessThanOrEqual(5600);
    expect(grid.opensAt(aim + 137, 'poll')).toBe(aim + 137);
    grid.taken(aim + 150);
    expect(grid.opensAt(aim + 1100, 'poll')).toBeGreaterThan(aim + 1100);
  });

  test('on a line too long for turns it keeps out of them', () => {
    const grid = new SlotGrid(1, Math.random);
    grid.told(1_795_000_000_000, 1000, 1400);
    for (let at = 2000; at < 60_000; at += 5000) grid.refused(at);
    expect(grid.sharing).toBeNull();
    expect(grid.opensAt(61_000, 'poll')).toBe(61_000);
  });

  test('in turns it never opens where the next turn’s first request would be too close', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), fc.constantFrom(0.5, 1, 10), (seed, rate) => {
        const grid = knowing(rate, seed);
        const shape = new GridShape(rate);
        const chance = createRandom(seed);
        grid.refused(5000);
        grid.refused(9000);
        const sent = drive(grid, 10_000, 10_000 + 2 * shape.frameMs, () => chance.chance(0.7), 1000 / rate + 1);
        expect(sent.length).toBeGreaterThan(0);
        // Who holds nothing and only loses asks at any moment.
        for (const {at} of sent.filter(({held}) => held > 0)) {
          const arrival = at + AHEAD + ROUND_TRIP / 2;
          const nextStart = shape.startOf(shape.turnAt(arrival + 45) + 1);
          expect(nextStart + 180 - arrival).toBeGreaterThanOrEqual(1000 / rate);
        }
      }),
      {numRuns: 50},
    );
  });

  test('when the others are gone it takes all places again and then forgets the turns', () => {
    const grid = knowing();
    grid.refused(5000);
    grid.refused(9000);
    expect(grid.sharing).not.toBeNull();
    drive(grid, 10_000, 10_000 + 6 * new GridShape(1).frameMs, () => true);
    expect(grid.sharing).toBeNull();
  });

  test('an act takes the next turn, whoever holds it', () => {
    const grid = knowing();
    const shape = new GridShape(1);
    grid.refused(5000);
    grid.refused(9000);
    for (let from = 20_000; from < 90_000; from += 777) {
      expect(grid.opensAt(from, 'act') - from).toBeLessThanOrEqual(shape.turnMs);
      expect(grid.opensAt(from, 'poll')).toBeGreaterThanOrEqual(from);
    }
  });

  test('who only ever loses goes on asking, now and then', () => {
    const grid = knowing();
    grid.refused(5000);
    grid.refused(9000);
    const sent = drive(grid, 10_000, 1_810_000, () => false);
    expect(grid.sharing?.held).toBe(0);
    expect(sent.length).toBeGreaterThan(300);
    expect(sent.length).toBeLessThan(1200);
  });
});
