import {createRandom, type Random} from '../../source/simulator/floor/random.js';

/** Statuses of the floors, by place; ids are places from 1 on. */
export const STATUS_NAMES = [
  'Offline',
  'Available',
  'In-call',
  'Wrap-up',
  'In-chat',
  'Break',
  'Meal',
  'Unavailable',
  'Missed Call',
  'Unresponsive',
  'Special Task',
  'Training',
] as const;
const COUNT = STATUS_NAMES.length;
const BREAK = 5;

/** Mean stay in each status, s. */
const STAY_S = [14_400, 90, 240, 40, 400, 600, 1800, 900, 30, 60, 900, 1800];
/** Where those who leave a status go, by place, as shares of 1. */
const NEXT: readonly Readonly<Record<number, number>>[] = [
  {1: 1},
  {2: 0.8, 4: 0.1, 5: 0.04, 6: 0.01, 7: 0.02, 8: 0.02, 0: 0.01},
  {3: 0.95, 1: 0.05},
  {1: 0.95, 5: 0.05},
  {3: 0.6, 1: 0.4},
  {1: 1},
  {1: 1},
  {1: 0.9, 0: 0.1},
  {9: 0.3, 1: 0.7},
  {1: 1},
  {1: 1},
  {1: 1},
];

/** A kind of floor. None of them is made by the product's own simulator, and none was learned from. */
export type FloorKind = {
  readonly name: string;
  /** How much faster than the table everything happens. */
  readonly speed: number;
  /** Each agent has a pace of its own: sigma of its logarithm. */
  readonly pace: number;
  /** Stays are log-normal with this sigma, not exponential; 0 for exponential. */
  readonly sigma: number;
  /** At these seconds a third of those who are free or in calls go on a break together, or the shift changes. */
  readonly breaksAt: readonly number[];
  readonly shiftsAt: readonly number[];
};

const MARKOV = {speed: 1, pace: 0, sigma: 0, breaksAt: [], shiftsAt: []};
export const FLOORS: readonly FloorKind[] = [
  {...MARKOV, name: 'calm', speed: 0.4},
  {...MARKOV, name: 'usual'},
  {...MARKOV, name: 'own pace', pace: 0.8},
  {...MARKOV, name: 'log-normal stays', sigma: 0.8},
  {...MARKOV, name: 'mass break and shift change', sigma: 0.8, breaksAt: [1100, 1300], shiftsAt: [1000, 1200]},
  {...MARKOV, name: 'hectic', speed: 3.3},
];

/** Agents who change their status by themselves, in virtual time. */
export class AgentFloor {
  /** Place of each agent's status. */
  readonly places: Uint8Array;
  /** When each agent changed last, s. */
  readonly changedAt: Float64Array;
  /** Changes so far. */
  changes = 0;
  readonly #kind: FloorKind;
  readonly #random: Random;
  readonly #next: Float64Array;
  readonly #pace: Float64Array;
  #now = 0;

  constructor(kind: FloorKind, count: number, seed: number) {
    const random = createRandom(seed);
    this.#kind = kind;
    this.#random = random;
    this.places = new Uint8Array(count);
    this.changedAt = new Float64Array(count).fill(-1e6);
    this.#next = new Float64Array(count);
    this.#pace = Float64Array.from({length: count}, () => (kind.pace > 0 ? random.logNormal(1.3, kind.pace) : 1));
    for (let agent = 0; agent < count; agent += 1) {
      this.places[agent] = random.weighted([
        [0, 0.25],
        [1, 0.35],
        [2, 0.25],
        [4, 0.08],
        [5, 0.04],
        [10, 0.03],
      ]);
      this.#next[agent] = this.#stay(agent) * random.next();
    }
  }

  /** Lets everything happen up to `now`, s. */
  advance(now: number): void {
    for (let agent = 0; agent < this.places.length; agent += 1) {
      for (let at = this.#next[agent] ?? 0; at <= now; at = this.#next[agent] ?? 0) this.#leave(agent, at);
    }
    for (const at of this.#kind.breaksAt) if (at > this.#now && at <= now) this.#massBreak(at);
    for (const at of this.#kind.shiftsAt) if (at > this.#now && at <= now) this.#shiftChange(at);
    this.#now = now;
  }

  #leave(agent: number, at: number): void {
    const from = this.places[agent] ?? 0;
    const next = Object.entries(NEXT[from] ?? {}).map(([place, share]) => [Number(place), share] as const);
    this.#enter(agent, this.#random.weighted(next), at);
  }

  #enter(agent: number, place: number, at: number): void {
    this.places[agent] = place;
    this.changedAt[agent] = at;
    this.#next[agent] = at + this.#stay(agent);
    this.changes += 1;
  }

  #massBreak(at: number): void {
    for (let agent = 0; agent < this.places.length; agent += 1) {
      const place = this.places[agent] ?? 0;
      if ((place === 1 || place === 2) && this.#random.chance(0.33)) this.#enter(agent, BREAK, at);
    }
  }

  #shiftChange(at: number): void {
    for (let agent = 0; agent < this.places.length; agent += 1) {
      const isOff = this.places[agent] === 0;
      if (isOff && this.#random.chance(0.4)) this.#enter(agent, 1, at);
      else if (!isOff && this.#random.chance(0.2)) this.#enter(agent, 0, at);
    }
  }

  #stay(agent: number): number {
    const mean = ((STAY_S[this.places[agent] ?? 0] ?? 1) * (this.#pace[agent] ?? 1)) / this.#kind.speed;
    return this.#kind.sigma > 0 ? this.#random.logNormal(mean, this.#kind.sigma) : this.#random.exponential(mean);
  }
}

/** The true rates of a floor per ms, as the product's model holds them; the last place (unlisted) is left at once. */
export function trueRates({speed}: FloorKind): Float64Array {
  const size = COUNT + 1;
  const rates = new Float64Array(size * size);
  for (let from = 0; from < COUNT; from += 1) {
    const leaving = speed / ((STAY_S[from] ?? 1) * 1000);
    for (const [place, share] of Object.entries(NEXT[from] ?? {})) rates[from * size + Number(place)] = share * leaving;
    rates[from * size + from] = -leaving;
  }
  rates[COUNT * size + 1] = 1e-4;
  rates[COUNT * size + COUNT] = -1e-4;
  return rates;
}
