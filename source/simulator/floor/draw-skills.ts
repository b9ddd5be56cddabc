import type {FloorQueue} from './floor-queue.js';
import type {Random} from './random.js';

// More menus than this nobody serves: it bounds the work per event on the largest floors.
const MOST_MENUS = 10;

/** Queues by menu within each group of menus. */
export type SkillMap = {
  readonly groups: ReadonlyMap<number, readonly (readonly FloorQueue[])[]>;
  /** A group, the busier ones more often. */
  readonly drawGroup: (random: Random) => number;
};

/** Sorts queues by group and menu. */
export function skillMap(queues: readonly FloorQueue[]): SkillMap {
  const byMenu = new Map<number, FloorQueue[]>();
  for (const queue of queues) {
    const ofMenu = byMenu.get(queue.menu.id);
    if (ofMenu === undefined) byMenu.set(queue.menu.id, [queue]);
    else ofMenu.push(queue);
  }
  const groups = new Map<number, FloorQueue[][]>();
  const weights = new Map<number, number>();
  for (const ofMenu of byMenu.values()) {
    for (const queue of ofMenu) weights.set(queue.menu.group, (weights.get(queue.menu.group) ?? 0) + queue.weight);
    const group = ofMenu[0]?.menu.group ?? 0;
    const ofGroup = groups.get(group);
    if (ofGroup === undefined) groups.set(group, [ofMenu]);
    else ofGroup.push(ofMenu);
  }
  const entries = [...weights];
  return {groups, drawGroup: random => random.weighted(entries)};
}

/** Queues for one agent: most menus of the own group, and now and then two of the next one, in the agent's languages. */
export function drawSkills(
  skills: SkillMap,
  group: number,
  languages: readonly string[],
  random: Random,
): readonly FloorQueue[] {
  const own = skills.groups.get(group) ?? [];
  const offset = own.length > MOST_MENUS ? random.below(own.length) : 0;
  const near = Array.from(
    {length: Math.min(own.length, MOST_MENUS)},
    (_, index) => own[(offset + index) % own.length] ?? [],
  );
  const kept = near.filter(() => random.chance(0.85));
  const menus = kept.length > 0 ? kept : near.slice(0, 1);
  const next = random.chance(0.1) ? (skills.groups.get(group + 1) ?? []).slice(0, 2) : [];
  return [...menus, ...next].flat().filter(queue => languages.includes(queue.lang));
}
