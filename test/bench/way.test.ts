import {expect, test} from 'vitest';
import {WAYS, wayOfHouse} from '../../bench/fault-campaign/way.js';

test('the first three houses know every way, the others are drawn, the same for the same seed', () => {
  const houses = (seed: number) => Array.from({length: 2000}, (_, house) => wayOfHouse(seed, house));
  expect(houses(1).slice(0, 3)).toEqual(WAYS);
  expect(houses(1)).toEqual(houses(1));
  expect(houses(1)).not.toEqual(houses(2));
  const share = (way: string) => houses(1).filter(one => one === way).length / 2000;
  expect([share('http'), share('https'), share('proxied')].map(one => Math.round(one * 20))).toEqual([13, 4, 3]);
});
