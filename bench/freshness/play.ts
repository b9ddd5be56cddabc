import {lookingAtAll} from '../../source/polling/attention.js';
import type {FloorKind} from './agent-floor.js';
import type {Policy} from './policies.js';
import {KINDS, type Kind, Score, supervisorsScreen} from './score.js';
import {VirtualTenant} from './virtual-tenant.js';

/** One run: how much was wrong, and what a slot's choice cost. Shares are 0 to 1. */
export type Played = {
  readonly plain: number;
  readonly weighted: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  /** Mean ms to choose, ask and take in one answer. */
  readonly slotMs: number;
  /** Of that, mean ms to choose; 0 where it is not measured. */
  readonly chooseMs: number;
  readonly changesPerSecond: number;
  /** Share of agents that the console itself expects to show wrong. */
  readonly claimed: number;
  /** Share wrong per tenth of the measured time, for the plot. */
  readonly course: readonly number[];
};

export type Game = {
  readonly kind: FloorKind;
  readonly agents: number;
  readonly queues: number;
  /** Slots per second. */
  readonly rate: number;
  /** Virtual seconds before anything is counted, and in all. */
  readonly warmUp: number;
  readonly seconds: number;
  readonly presenceOnly?: boolean;
  /** Looks at the truth every so many slots. */
  readonly every?: number;
};

/** Plays one policy against one tenant in virtual time. */
export function play(policy: Policy, game: Game, seed: number): Played {
  const tenant = new VirtualTenant(game.kind, game, seed);
  const attention = game.presenceOnly ? lookingAtAll() : supervisorsScreen(tenant);
  const player = policy(tenant, {attention, kind: game.kind, presenceOnly: game.presenceOnly ?? false});
  const score = new Score();
  const course: Score[] = [];
  let spent = 0;
  let claimed = 0;
  let looks = 0;
  const slots = Math.floor(game.seconds * game.rate);
  for (let slot = 1; slot <= slots; slot += 1) {
    const now = slot / game.rate;
    tenant.advance(now);
    if (slot % (game.every ?? 1) === 0) {
      const part = Math.floor((20 * (slot - 1)) / slots);
      course[part] ??= new Score();
      course[part]?.take(tenant, player.picture, attention, player.shown);
      if (now > game.warmUp) {
        score.take(tenant, player.picture, attention, player.shown);
        const {rows} = player.picture.belief;
        for (let row = 0; row < rows.count; row += 1) claimed += 1 - rows.chance(row, rows.likeliest(row));
        looks += rows.count;
      }
    }
    const before = performance.now();
    player.slot();
    spent += performance.now() - before;
  }
  return {
    plain: score.whole(score.plain),
    weighted: score.whole(score.weighted),
    kinds: Object.fromEntries(KINDS.map(kind => [kind, score.share(kind)])) as Record<Kind, number>,
    slotMs: spent / slots,
    chooseMs: (player.choosing?.() ?? 0) / slots,
    changesPerSecond: tenant.agents.changes / game.seconds,
    claimed: looks > 0 ? claimed / looks : 0,
    course: course.map(one => one.whole(one.weighted)),
  };
}
