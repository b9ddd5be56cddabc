import {createRandom, type Random} from '../../source/simulator/floor/random.js';
import type {Event, Life} from './plan-life.js';
import {SILENCE_FAULTS} from './silence-faults.js';
import {RATE_FAULTS} from './status-faults.js';

/** One life in so many is slow. */
const EVERY = 30;
/** Its faults, and how long each lasts, ms: most are longer than a console waits for one answer or one connection. */
const FAULTS = 4;
const SHORTEST_MS = 3000;
const LONGEST_MS = 25_000;

/** Whether this life is one of few requests per second. */
export const isSlow = (seed: number, number: number): boolean => (seed + number) % EVERY === EVERY - 1;

const silence = (random: Random) => random.weighted(SILENCE_FAULTS.map(fault => [fault, fault.weight] as const));

function eventOf(random: Random): Event {
  const during = random.weighted([
    ['nothing', 55],
    ['act', 35],
    ['call', 10],
  ] as const);
  const base = {seed: random.below(2 ** 31), ms: random.between(SHORTEST_MS, LONGEST_MS)};
  return {...base, kind: 'tenant', fault: silence(random), during};
}

/**
 * A life at the rates that tenants really allow, where a fault may last longer than the console is patient: at ten requests
 * per second the same would take more lives than a campaign has time for. What it ends in is silence too, or a 429.
 */
export function slowed(life: Life): Life {
  const random = createRandom(life.endSeed + 1);
  const isRate = life.endsIn !== null && RATE_FAULTS.includes(life.endsIn);
  return {
    ...life,
    rate: random.pick([1, 2]),
    events: Array.from({length: FAULTS}, () => eventOf(random)),
    endsIn: life.endsIn === null || isRate ? life.endsIn : silence(random),
    wellBeforeEnd: life.wellBeforeEnd === null ? null : random.between(SHORTEST_MS, LONGEST_MS),
  };
}
