import {SlotGate} from '../../source/budget/slot-gate.js';
import type {Clock} from '../../source/lib/clock.js';
import {createRateLimit} from '../../source/simulator/http/rate-limit.js';

/** What one party sends with. All times in its own ms. */
export type Sender = {
  /** Ms until it would like to send. */
  readonly opensIn: () => number;
  /** It sends now, and learns this at its answer. */
  readonly sent: () => (answer: {readonly isRefused: boolean; readonly date: number}) => void;
};

/** A party at the tenant: present between these moments, ms, on a line with these one-way delays, ms. */
export type Party = {
  readonly from: number;
  readonly until: number;
  readonly out: () => number;
  readonly back: () => number;
  readonly make: (clock: Clock) => Sender;
};

/** What a party got in the counted time; and when it was accepted first, ms, or null. */
export type Share = {readonly accepted: number; readonly refused: number; readonly firstAt: number | null};

/** A console's gate, the product's own, told what the client tells it; the tenant's `Date` only if it `knowsTime`. */
export function consoleSender(clock: Clock, rate: number, random: () => number, knowsTime: boolean): Sender {
  const gate = new SlotGate(clock, rate, random);
  let isWaiting = false;
  return {
    opensIn: () => (isWaiting ? Number.POSITIVE_INFINITY : gate.opensIn('poll')),
    sent: () => {
      const sentAt = clock.now();
      isWaiting = true;
      return ({isRefused, date}) => {
        const now = clock.now();
        isWaiting = false;
        gate.taken(now);
        if (knowsTime) gate.told(date, sentAt, now);
        if (isRefused) gate.refused(1000, sentAt);
        else gate.accepted(sentAt);
      };
    },
  };
}

/** A client that knows nothing of grids: `pause` ms after each answer the next request, a second after a refusal. */
export function foreignSender(clock: Clock, pause: number): Sender {
  let next = clock.now();
  return {
    opensIn: () => Math.max(0, next - clock.now()),
    sent: () => {
      next = Number.POSITIVE_INFINITY;
      return ({isRefused}) => {
        next = clock.now() + (isRefused ? 1000 : pause);
      };
    },
  };
}

/** Sums of large and small times are right to so much, ms. */
const ROUNDING_MS = 1e-6;

type Event = {readonly at: number; readonly run: () => void};

/**
 * Plays parties against one tenant that takes `rate` requests a second, strictly spaced, in virtual time until `end` (ms);
 * counts from `countFrom` on. While `refusesAll` it takes none. Clocks of the parties have no common zero.
 */
export function playShared(
  parties: readonly Party[],
  rate: number,
  countFrom: number,
  end: number,
  refusesAll: (now: number) => boolean = () => false,
): readonly Share[] {
  let now = 0;
  const limit = createRateLimit(rate);
  const shares = parties.map(() => ({accepted: 0, refused: 0, firstAt: null as number | null}));
  const events: Event[] = [];
  const at = (moment: number, run: () => void) => {
    const place = events.findIndex(event => event.at > moment);
    events.splice(place === -1 ? events.length : place, 0, {at: moment, run});
  };
  const senders = parties.map((party, index) => {
    const zero = 1000 * index + 137;
    return party.make({now: () => now - zero, wall: () => Math.floor(now), sleep: async () => {}});
  });
  for (;;) {
    let soonest = Number.POSITIVE_INFINITY;
    let who = -1;
    for (const [index, sender] of senders.entries()) {
      const {from, until} = parties[index] as Party;
      const wish = now >= from ? now + sender.opensIn() : from;
      if (wish < soonest && wish < until) {
        soonest = wish;
        who = index;
      }
    }
    const event = events[0];
    if (Math.min(soonest, event?.at ?? Number.POSITIVE_INFINITY) > end) return shares;
    if (event && event.at <= soonest) {
      events.shift();
      now = event.at;
      event.run();
      continue;
    }
    now = Math.max(now, soonest);
    const party = parties[who] as Party;
    // Came in just now: looks at its gate first.
    if ((senders[who] as Sender).opensIn() > ROUNDING_MS) continue;
    const answered = (senders[who] as Sender).sent();
    at(now + party.out(), () => {
      const isRefused = refusesAll(now) || !limit.accepts(now);
      const date = Math.floor(now / 1000) * 1000;
      const share = shares[who];
      if (share && now >= countFrom) {
        share[isRefused ? 'refused' : 'accepted'] += 1;
        if (!isRefused) share.firstAt ??= now;
      }
      at(now + party.back(), () => answered({isRefused, date}));
    });
  }
}
