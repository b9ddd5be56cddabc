import fc from 'fast-check';
import {expect, test} from 'vitest';
import {GridShape} from '../../source/budget/grid-shape.js';
import {HeldPlaces} from '../../source/budget/held-places.js';
import {createRandom} from '../../source/simulator/floor/random.js';

const shape = new GridShape(1);

test('places are held from a win to a loss, and the count is theirs', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 200}), fc.boolean())), results => {
      const places = new HeldPlaces(shape, createRandom(1).next);
      const expected = new Set<number>();
      for (const [turn, isWon] of results) {
        if (isWon) places.won(turn);
        else places.lost(turn);
        if (isWon) expected.add(turn % 24);
        else expected.delete(turn % 24);
      }
      expect(places.count).toBe(expected.size);
      for (let turn = 0; turn < 24; turn += 1) expect(places.holds(turn)).toBe(expected.has(turn));
    }),
  );
});

test('whether a turn is tried is decided once', () => {
  const places = new HeldPlaces(shape, createRandom(3).next);
  const first = Array.from({length: 40}, (_, turn) => places.goes(turn));
  expect(Array.from({length: 40}, (_, turn) => places.goes(turn))).toEqual(first);
  expect(new Set(first).size).toBe(2);
});

test('tries get rarer with losses, down to a share, and more with wins', () => {
  const tries = (prepare: (places: HeldPlaces) => void) => {
    const places = new HeldPlaces(shape, createRandom(5).next);
    prepare(places);
    return Array.from({length: 4000}, (_, turn) => places.goes(1000 + turn)).filter(Boolean).length / 4000;
  };
  const lose = (places: HeldPlaces) => {
    for (let turn = 0; turn < 30; turn += 1) places.lost(turn);
  };
  expect(tries(() => {})).toBeCloseTo(0.9, 1);
  expect(tries(lose)).toBeCloseTo(0.25 + 0.75 / 24, 1);
  expect(tries(places => [lose(places), places.won(50), places.won(51)])).toBeGreaterThan(0.7);
});

test('who holds nothing always tries the first place of a frame', () => {
  const places = new HeldPlaces(shape, () => 0.999);
  expect(Array.from({length: 48}, (_, turn) => turn).filter(turn => places.goes(turn))).toEqual([0, 24]);
});

test('the poorer begins earlier, and nobody so late that a turn has no room for its requests', () => {
  const offsets = Array.from({length: 24}, (_, held) => shape.offsetOf(held + 1));
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(offsets[0]).toBe(0);
  for (const [held, offset] of offsets.entries()) {
    const last = shape.startOf(7) + offset + 3 * 1002;
    expect(last).toBeLessThanOrEqual(shape.latestOf(7, held + 1));
  }
});
