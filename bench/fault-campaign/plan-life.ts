import {createRandom, type Random} from '../../source/simulator/floor/random.js';
import {AUDIT_FAULTS, type AuditFault} from './audit-faults.js';
import {CONTENT_FAULTS} from './content-faults.js';
import {LINE_FAULTS} from './line-faults.js';
import {PROXY_FAULTS} from './proxy-faults.js';
import {isSlow, slowed} from './slow-life.js';
import {ABSURD_WAIT, RATE_FAULTS, STATUS_FAULTS} from './status-faults.js';
import type {TenantFault} from './tenant-fault.js';
import {TERMINAL_FAULTS, type TerminalFault} from './terminal-faults.js';
import {TLS_FAULTS} from './tls-faults.js';
import type {Way} from './way.js';
import {someWayOut, type WayOut} from './ways-out.js';

/** One thing that happens in a life. `seed` decides all that is drawn while it lasts. `ms`: how long it lasts. */
export type Event = {readonly seed: number; readonly ms: number} & (
  | {
      readonly kind: 'tenant';
      readonly fault: TenantFault;
      /** What goes on meanwhile; a terminal fault counts as one more. */
      readonly during: 'nothing' | 'act' | 'call' | TerminalFault;
    }
  | {readonly kind: 'terminal'; readonly fault: TerminalFault}
  | {readonly kind: 'audit'; readonly fault: AuditFault}
);

/** One run of the console, from its start to its end. */
export type Life = {
  readonly seed: number;
  readonly number: number;
  readonly way: Way;
  /** Requests per second. */
  readonly rate: number;
  /** Whether the tenant tells its time. */
  readonly hasDate: boolean;
  readonly events: readonly Event[];
  readonly wayOut: WayOut;
  /** A fault that is on while it ends, or null. */
  readonly endsIn: TenantFault | null;
  /** Ms from an act that was agreed to until the end; null where there is none just before. */
  readonly actBeforeEnd: number | null;
  readonly endSeed: number;
  /** `endsIn` is over before the end, after so many ms, and how long it took to come back is kept; null: it is still on. */
  readonly wellBeforeEnd: number | null;
};

/**
 * Requests per second of lives that are not slow: so many that a campaign ends, so few that what does not become shorter with
 * the slots (a frame that is drawn, a handshake, the wait of a process for a processor) stays below three of them.
 */
export const RATES: readonly number[] = [8, 10, 12, 16, 20];
const SHORTEST_MS = 100;
const drawn = <F extends {readonly weight: number}>(random: Random, faults: readonly F[]): F =>
  random.weighted(faults.map(fault => [fault, fault.weight] as const));

/** Faults that lives in which the tenant tells its time do without, but for the last one: see `FaultyTenant.tellDate`. */
const ALWAYS = [...LINE_FAULTS, ...CONTENT_FAULTS, ...STATUS_FAULTS];
const ON_WAY: Readonly<Record<Way, readonly TenantFault[]>> = {
  http: ALWAYS,
  https: [...ALWAYS, ...TLS_FAULTS],
  proxied: [...ALWAYS, ...TLS_FAULTS, ...PROXY_FAULTS],
};

/** Long ones are rare: most of what goes wrong does so at a beginning or at an end. */
const lengthOf = (random: Random, longest: number): number => SHORTEST_MS * (longest / SHORTEST_MS) ** random.next();

function eventOf(random: Random, way: Way, hasDate: boolean, longest: number): Event {
  const base = {seed: random.below(2 ** 31), ms: lengthOf(random, longest)};
  const kind = random.weighted([
    ['tenant', 78],
    ['terminal', 17],
    ['audit', 5],
  ] as const);
  if (kind === 'terminal') return {...base, kind, fault: drawn(random, TERMINAL_FAULTS)};
  if (kind === 'audit') return {...base, kind, fault: drawn(random, AUDIT_FAULTS)};
  const fault = drawn(random, hasDate ? ON_WAY[way] : [...ON_WAY[way], ...RATE_FAULTS]);
  const during = random.weighted([
    ['nothing', 50],
    ['act', 30],
    ['call', 6],
    ['terminal', 14],
  ] as const);
  return {...base, kind, fault, during: during === 'terminal' ? drawn(random, TERMINAL_FAULTS) : during};
}

/** What lives are like: about `size` faults of at most `longest` ms, a few slow lives between them or none; the way of the house. */
export type Likeness = {readonly size: number; readonly longest: number; readonly hasSlow: boolean; readonly way: Way};

/** Life `number` of a campaign, the same for the same seed. */
export function planLife(seed: number, number: number, {size, longest, hasSlow, way}: Likeness): Life {
  const random = createRandom(seed * 1_000_003 + number);
  const hasDate = random.chance(0.5);
  const events: Event[] = [];
  const isDone = (): boolean => faultsOf(events) >= size - 2;
  while (!isDone()) events.push(eventOf(random, way, hasDate, longest));
  const last = random.weighted([
    ['none', 4],
    ['any', 4],
    ['rate', 2],
    ['absurd', 1],
  ] as const);
  const lasts = {none: null, any: drawn(random, ON_WAY[way]), rate: drawn(random, RATE_FAULTS), absurd: ABSURD_WAIT};
  const life: Life = {
    seed,
    number,
    way,
    rate: random.pick(RATES),
    hasDate,
    events,
    wayOut: someWayOut(random),
    endsIn: lasts[last],
    actBeforeEnd: random.chance(0.5) ? random.between(0, 80) : null,
    endSeed: random.below(2 ** 31),
    wellBeforeEnd: hasDate && last === 'rate' && random.chance(0.5) ? lengthOf(random, longest) : null,
  };
  return hasSlow && isSlow(seed, number) ? slowed(life) : life;
}

const faultsOf = (events: readonly Event[]): number =>
  events.reduce((sum, event) => sum + (event.kind === 'tenant' && typeof event.during === 'object' ? 2 : 1), 0);
