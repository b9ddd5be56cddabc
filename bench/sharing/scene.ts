import {createRandom, type Random} from '../../source/simulator/floor/random.js';
import {consoleSender, foreignSender, type Party, playShared, type Share} from './shared-tenant.js';

const MINUTE_MS = 60_000;
/** Delays vary by so much on the mean, ms, each way. */
const JITTER_MS = 2;
/** Lines lead a console's estimate of the tenant's clock astray by up to so much, ms. */
const ASTRAY_MS = 20;
/** Parties begin within so many ms. */
const BEGIN_MS = 3000;
const EVER = Number.POSITIVE_INFINITY;

/** Requests per second that the tenant allows, and ms from sending to answer. */
export type Line = {readonly rate: number; readonly roundTrip: number};
type Make = (clock: Parameters<Party['make']>[0], random: Random) => ReturnType<Party['make']>;
/** Who takes part, and from and until which minute. */
export type Guest = {readonly make: Make; readonly from?: number; readonly until?: number; readonly isForeign?: true};
export type Scene = {
  readonly line: Line;
  readonly guests: readonly Guest[];
  /** Counted from and until, minutes. */
  readonly counted?: readonly [number, number];
};

/** What came of it, of the slots there were: used by all, by our consoles, and of ours refused; Jain's index of ours. */
export type Shared = {readonly used: number; readonly ours: number; readonly refused: number; readonly jain: number};

/** A party on a line whose two ways differ: by that its clock is astray. */
function partyOf(guest: Guest, line: Line, random: Random): Party {
  const astray = Math.min(line.roundTrip / 2, ASTRAY_MS) * (2 * random.next() - 1);
  return {
    from: (guest.from ?? 0) * MINUTE_MS + random.next() * BEGIN_MS,
    until: (guest.until ?? EVER) * MINUTE_MS,
    out: () => line.roundTrip / 2 + astray + random.exponential(JITTER_MS),
    back: () => line.roundTrip / 2 - astray + random.exponential(JITTER_MS),
    make: clock => guest.make(clock, random),
  };
}

/** So many consoles; `knowsTime` false: without the tenant's clock, so with back-off alone. */
export const consoles = (count: number, rate: number, knowsTime = true): readonly Guest[] =>
  Array.from({length: count}, () => ({make: (clock, random) => consoleSender(clock, rate, random.next, knowsTime)}));

/** A client that knows nothing of turns and asks again `pause` ms after each answer. */
export const foreign = (pause: number): Guest => ({make: clock => foreignSender(clock, pause), isForeign: true});

const total = (shares: readonly Share[], key: 'accepted' | 'refused'): number =>
  shares.reduce((sum, one) => sum + one[key], 0);

/** Jain, Chiu & Hawe 1984: 1 when all have the same, 1/n when one has everything. */
const jain = (shares: readonly Share[]): number =>
  total(shares, 'accepted') ** 2 / (shares.length * shares.reduce((sum, one) => sum + one.accepted ** 2, 0));

/** Plays a scene; what is counted are the parties that are still there. */
export function playScene({line, guests, counted = [10, 20]}: Scene, seed: number): Shared {
  const [from, until] = counted.map(minutes => minutes * MINUTE_MS) as [number, number];
  const slots = (line.rate * (until - from)) / 1000;
  const random = createRandom(seed);
  const parties = guests.map(guest => partyOf(guest, line, random.fork()));
  const all = playShared(parties, line.rate, from, until);
  const isThere = ({until: end = EVER}: Guest) => end * MINUTE_MS > from;
  const shares = all.filter((_, index) => isThere(guests[index] as Guest));
  const ours = all.filter((_, index) => isThere(guests[index] as Guest) && !guests[index]?.isForeign);
  return {
    used: total(shares, 'accepted') / slots,
    ours: total(ours, 'accepted') / slots,
    refused: total(ours, 'refused') / (total(ours, 'accepted') + total(ours, 'refused')),
    jain: jain(ours),
  };
}

/**
 * How long a console that is alone stays away after its tenant has refused everything from `from` for `lasts` ms: ms from the
 * end of that to its next request that is taken; at most `most`.
 */
export function awayAfterRefusals(
  {line, from, lasts, most}: {line: Line; from: number; lasts: number; most: number},
  seed: number,
): number {
  const random = createRandom(seed);
  const [guest] = consoles(1, line.rate);
  const party = partyOf(guest as Guest, line, random.fork());
  const begin = from + party.from;
  const end = begin + lasts;
  const [share] = playShared([party], line.rate, end, end + most, now => now >= begin && now < end);
  return share?.firstAt ? share.firstAt - end : most;
}
