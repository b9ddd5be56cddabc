import {createRandom} from '../../source/simulator/floor/random.js';

/** How the console reaches its tenant: plain HTTP, HTTPS, or HTTPS through a proxy that makes tunnels. */
export const WAYS = ['http', 'https', 'proxied'] as const;
export type Way = (typeof WAYS)[number];

/** The way of a house: the first three houses have one each, so that short campaigns know them all; then as the seed draws. */
export function wayOfHouse(seed: number, house: number): Way {
  const first = WAYS[house];
  if (first) return first;
  return createRandom(seed * 999_983 + house).weighted([
    ['http', 65],
    ['https', 20],
    ['proxied', 15],
  ] as const);
}
