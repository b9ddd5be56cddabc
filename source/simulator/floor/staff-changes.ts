import type {AgentLife} from './agent-life.js';
import type {FloorAgent, Team} from './floor-agent.js';
import type {ShiftPattern} from './shift.js';
import type {StatusChanges} from './status-changes.js';
import {STATUS} from './statuses.js';
import type {Timeline} from './timeline.js';

/** Most users that a floor may come to have. */
export const MOST_USERS = 20_000;

/** A new user; everything else is added later. */
export type Joiner = {readonly email: string; readonly firstName: string; readonly lastName: string};

/** Changes of who works on the floor. */
export type StaffChanges = {
  /** Adds a user who is in no queue yet and never logs in; undefined when the floor is full. */
  readonly hire: (joiner: Joiner, team: readonly Team[]) => FloorAgent | undefined;
  /** Ends a user's access: logged out at once, or after the contacts in hand, and not coming back. */
  readonly deactivate: (agent: FloorAgent) => void;
  /** Gives the access back; the user comes to the next shift. */
  readonly reactivate: (agent: FloorAgent) => void;
};

type Setting = {
  readonly timeline: Timeline;
  readonly agents: FloorAgent[];
  readonly byId: Map<number, FloorAgent>;
  readonly changes: StatusChanges;
  readonly life: AgentLife;
};

/** Builds the changes over a floor's list of users. */
export function createStaffChanges({timeline, agents, byId, changes, life}: Setting): StaffChanges {
  const formerShifts = new Map<FloorAgent, ShiftPattern>();
  return {
    hire({email, firstName, lastName}, teams) {
      if (agents.length >= MOST_USERS) return undefined;
      const id = (agents.at(-1)?.id ?? 0) + 1;
      const agent: FloorAgent = {
        id,
        firstName,
        lastName,
        email,
        agentNumber: `A-${String(id).padStart(5, '0')}`,
        location: null,
        phoneNumber: `+1312555${String(100 + (id % 100)).padStart(4, '0')}`,
        extension: 4000 + id,
        teams,
        roles: ['Agent'],
        languages: [],
        queues: [],
        address: '203.0.113.1',
        chatLimit: 2,
        chatLimitEnabled: true,
        deactivatedAt: null,
        shift: null,
        statusId: STATUS.offline,
        statusSince: timeline.now(),
        lastLoginAt: null,
        epoch: 0,
        session: 0,
        contacts: [],
        pauseDue: null,
        logoutDue: false,
        shiftEnd: 0,
      };
      agents.push(agent);
      byId.set(id, agent);
      return agent;
    },
    deactivate(agent) {
      if (agent.deactivatedAt !== null) return;
      if (agent.shift !== null) formerShifts.set(agent, agent.shift);
      agent.shift = null;
      // Voids the login that is planned for one who is Offline.
      if (agent.statusId === STATUS.offline) agent.session += 1;
      changes.logOut(agent);
      agent.deactivatedAt = timeline.now();
    },
    reactivate(agent) {
      if (agent.deactivatedAt === null) return;
      agent.deactivatedAt = null;
      const shift = formerShifts.get(agent);
      if (shift === undefined) return;
      formerShifts.delete(agent);
      agent.shift = shift;
      life.awaitShift(agent);
    },
  };
}
