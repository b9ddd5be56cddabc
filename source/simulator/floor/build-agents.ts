import {drawSeat} from './addresses.js';
import {buildTeams} from './build-teams.js';
import {drawSkills, type SkillMap, skillMap} from './draw-skills.js';
import type {FloorAgent, Team} from './floor-agent.js';
import type {FloorQueue} from './floor-queue.js';
import {DAY_MS} from './opening-hours.js';
import {FIRST_NAMES, LAST_NAMES, type Name, WIDE_NAMES} from './person-names.js';
import type {Random} from './random.js';
import type {ShiftPattern} from './shift.js';
import {STATUS} from './statuses.js';

const FIRST_AGENT_ID = 701;

/** The users of a tenant and their teams. */
export type Staff = {readonly agents: FloorAgent[]; readonly teams: readonly Team[]};

/** Hires `count` users for these queues, everybody Offline, and enters them in the queues that they serve. */
export function buildAgents(
  count: number,
  queues: readonly FloorQueue[],
  languages: readonly string[],
  startsAt: number,
  random: Random,
): Staff {
  const skills = skillMap(queues);
  const groups = Array.from({length: count}, () => skills.drawGroup(random));
  const {teams, teamsOf} = buildTeams(groups, random);
  const emails = new Set<string>();
  const agents = groups.map((group, index) => {
    const person = drawPerson(index, emails, random);
    const agent = hire(
      {id: FIRST_AGENT_ID + index, ...person},
      group,
      teamsOf(index),
      skills,
      languages,
      startsAt,
      random,
    );
    for (const queue of agent.queues) queue.agents.push(agent);
    return agent;
  });
  return {agents, teams};
}

type Person = {readonly first: Name; readonly last: Name; readonly email: string};

function drawPerson(index: number, taken: Set<string>, random: Random): Person {
  const wide = index % 97 === 23 ? random.pick(WIDE_NAMES) : undefined;
  const first = wide?.first ?? random.pick(FIRST_NAMES);
  const last = wide?.last ?? random.pick(LAST_NAMES);
  const stem = `${first.plain}.${last.plain}`;
  let email = `${stem}@example.com`;
  for (let number = 2; taken.has(email); number++) email = `${stem}${number}@example.com`;
  taken.add(email);
  return {first, last, email};
}

function hire(
  person: Person & {readonly id: number},
  group: number,
  teams: readonly Team[],
  skills: SkillMap,
  languages: readonly string[],
  startsAt: number,
  random: Random,
): FloorAgent {
  const deactivated = random.chance(0.025);
  // Managers and other users who never take a contact.
  const neverOnline = random.chance(0.06);
  const spoken = drawLanguages(languages, random);
  const {id} = person;
  return {
    id,
    firstName: person.first.shown,
    lastName: person.last.shown,
    email: person.email,
    agentNumber: `A-${String(id).padStart(5, '0')}`,
    ...drawSeat(random),
    // 555-0100 to 555-0199 are kept for fiction.
    phoneNumber: `+1312555${String(100 + (id % 100)).padStart(4, '0')}`,
    extension: 4000 + id,
    teams,
    roles: neverOnline
      ? [random.chance(0.3) ? 'Admin' : 'Manager']
      : random.chance(0.06)
        ? ['Agent', 'Team lead']
        : ['Agent'],
    languages: spoken,
    queues: deactivated || neverOnline ? [] : drawSkills(skills, group, spoken, random),
    chatLimit: random.weighted([
      [1, 0.35],
      [2, 0.4],
      [3, 0.25],
    ]),
    chatLimitEnabled: true,
    deactivatedAt: deactivated ? startsAt - random.between(3, 400) * DAY_MS : null,
    shift: deactivated || neverOnline ? null : drawShift(random),
    statusId: STATUS.offline,
    statusSince: startsAt - DAY_MS,
    lastLoginAt: null,
    epoch: 0,
    session: 0,
    contacts: [],
    pauseDue: null,
    logoutDue: false,
    shiftEnd: 0,
  };
}

function drawLanguages(languages: readonly string[], random: Random): readonly string[] {
  const [first, ...others] = languages;
  if (first === undefined || others.length === 0) return languages;
  const other = random.pick(others);
  return random.weighted<readonly string[]>([
    [[first], 0.48],
    [[other], 0.24],
    [[first, other], 0.28],
  ]);
}

function drawShift(random: Random): ShiftPattern {
  const from = random.weighted([
    [7, 0.13],
    [8, 0.3],
    [9, 0.28],
    [10, 0.09],
    [11, 0.04],
    [12, 0.06],
    [13, 0.05],
    [15, 0.02],
    [21.5, 0.03],
  ]);
  return {seed: random.below(1_000_000_000), from: from * 60, minutes: random.chance(0.15) ? 5 * 60 : 8.5 * 60};
}
