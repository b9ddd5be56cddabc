import type {Channel, FloorQueue, Menu, MenuType, Pool, QueueChannel} from './floor-queue.js';
import {MENU_BRANCHES, REGIONS} from './menu-names.js';
import type {OpeningHours} from './opening-hours.js';
import {elementAt, type Random} from './random.js';

const MENU_TYPES: readonly MenuType[] = ['ivr_menu', 'web_menu', 'mobile_menu'];
const FIRST_MENU_ID = 201;

/** The menu tree's leaves, and their queues (one per menu and language). */
export type MenuTree = {
  readonly queues: readonly FloorQueue[];
  /** Ids of every menu, inner ones included. */
  readonly menuIds: ReadonlySet<number>;
};

/** Lays out `count` leaf menus over three menu types, each with a queue in every language. */
export function buildQueues(count: number, languages: readonly string[], random: Random): MenuTree {
  const ids = new Map<string, number>();
  let nextId = FIRST_MENU_ID;
  const idOf = (type: MenuType, path: string): number => {
    const known = ids.get(`${type} ${path}`);
    if (known !== undefined) return known;
    const id = nextId;
    nextId += 1 + random.below(4);
    ids.set(`${type} ${path}`, id);
    return id;
  };

  const pools = new Map<string, Pool>();
  const queues: FloorQueue[] = [];
  for (let index = 0; index < count; index++) {
    const opensLate = index % 13 === 4;
    const menu = buildMenu(index, opensLate, idOf, random);
    const hours = opensLate ? {from: 12 * 60, to: 20 * 60} : drawHours(random);
    for (const [position, lang] of languages.entries()) {
      const poolKey = `${menu.group} ${lang}`;
      const pool = pools.get(poolKey) ?? {waiting: 0};
      pools.set(poolKey, pool);
      const ownHours = position > 0 && !opensLate && random.chance(0.3) ? {from: 9 * 60, to: 18 * 60} : hours;
      queues.push(buildQueue(menu, lang, ownHours, pool, random));
    }
  }
  return {queues, menuIds: new Set(ids.values())};
}

function buildMenu(
  index: number,
  opensLate: boolean,
  idOf: (type: MenuType, path: string) => number,
  random: Random,
): Menu {
  const group = index % MENU_BRANCHES.length;
  const branch = elementAt(MENU_BRANCHES, group);
  const round = Math.floor(index / MENU_BRANCHES.length);
  const leaf = round % branch.leaves.length;
  // The same leaf appears under each menu type before regions tell more of them apart.
  const pass = Math.floor(round / branch.leaves.length);
  const type = elementAt(MENU_TYPES, leaf + group + pass);
  const name = `${elementAt(branch.leaves, leaf)}${regionSuffix(Math.floor(pass / MENU_TYPES.length))}`;
  const above = branch.above.map((_, depth) => idOf(type, branch.above.slice(0, depth + 1).join(' / ')));
  const path = [...branch.above, name].join(' / ');
  const channels: readonly Channel[] =
    type === 'ivr_menu' ? ['call'] : random.chance(0.12) ? ['chat'] : ['call', 'chat'];
  return {
    id: idOf(type, path),
    name,
    path,
    above,
    type,
    channels,
    group,
    virtualAgent: channels.includes('chat') && (opensLate || random.chance(0.6)),
  };
}

function regionSuffix(index: number): string {
  if (index === 0) return '';
  const lap = Math.floor((index - 1) / REGIONS.length);
  return ` ${elementAt(REGIONS, index - 1)}${lap === 0 ? '' : ` ${lap + 1}`}`;
}

const drawHours = (random: Random): OpeningHours =>
  random.weighted<OpeningHours>([
    [{from: 8 * 60, to: 20 * 60}, 0.68],
    [{from: 0, to: 24 * 60}, 0.14],
    [{from: 7 * 60, to: 22 * 60}, 0.1],
    [{from: 9 * 60, to: 18 * 60}, 0.08],
  ]);

function buildQueue(menu: Menu, lang: string, hours: OpeningHours, pool: Pool, random: Random): FloorQueue {
  return {
    menu,
    lang,
    hours,
    pool,
    weight: random.logNormal(1, 0.5),
    channels: menu.channels.map(channel => buildChannel(channel, random)),
    agents: [],
    loggedIn: 0,
    available: 0,
    serving: 0,
    breakthrough: 0,
  };
}

function buildChannel(channel: Channel, random: Random): QueueChannel {
  // Some queues are kept short on purpose and fill up on any busy morning.
  const isTight = random.chance(0.2);
  return {
    channel,
    waiting: [],
    peakRate: 0,
    meanHandling: (channel === 'call' ? random.between(170, 400) : random.between(260, 560)) * 1000,
    maxWait: (isTight ? random.between(70, 130) : random.between(240, 540)) * 1000,
    maxLength: isTight ? 2 + random.below(3) : 5 + random.below(8),
    overCapacity: false,
    smoothedWait: 0,
    recentWait: 0,
    recentAt: 0,
  };
}
