import type {Team} from './floor-agent.js';
import {MENU_BRANCHES} from './menu-names.js';
import {elementAt, type Random} from './random.js';

const FIRST_TEAM_ID = 31;
const TEAM_SIZE = 15;
const EXTRA_TEAMS = ['Evening crew', 'New joiners', 'Quality circle'];

/** Every team, and the teams of the agent at an index. */
export type Teams = {readonly teams: readonly Team[]; readonly teamsOf: (index: number) => readonly Team[]};

/** Splits the agents of each group into teams of about fifteen; some agents are in a second team across groups. */
export function buildTeams(groups: readonly number[], random: Random): Teams {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);

  let nextId = FIRST_TEAM_ID;
  const newTeam = (name: string): Team => {
    const team = {id: nextId, name};
    nextId += 1;
    return team;
  };
  const ofGroup = new Map<number, readonly Team[]>();
  for (const [group, size] of [...sizes].sort(([one], [other]) => one - other)) {
    const {above} = elementAt(MENU_BRANCHES, group);
    const length = Math.max(1, Math.round(size / TEAM_SIZE));
    ofGroup.set(
      group,
      Array.from({length}, (_, index) => newTeam(`${above.at(-1)} tier ${index + 1}`)),
    );
  }
  const extra = EXTRA_TEAMS.map(newTeam);

  const memberships = groups.map(group => {
    const own = random.pick(ofGroup.get(group) ?? extra);
    return random.chance(0.12) ? [own, random.pick(extra)] : [own];
  });
  return {
    teams: [...[...ofGroup.values()].flat(), ...extra],
    teamsOf: index => elementAt(memberships, index),
  };
}
