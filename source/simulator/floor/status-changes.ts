import type {AgentLife} from './agent-life.js';
import type {ContactFlow} from './contact-flow.js';
import {agentName, type FloorAgent} from './floor-agent.js';
import {setStatus} from './set-status.js';
import {STATUS, type Status, statusById} from './statuses.js';
import type {Timeline} from './timeline.js';

/** One agent reached by a change, as the API answers it. */
export type StatusChangeRow = {
  readonly agent_id: number;
  readonly name: string;
  readonly email: string;
  readonly agent_number: string;
  readonly previous_status: string;
  readonly current_status: string;
  readonly message?: string;
};

/** What came of a change: the row, and whether it was taken on. */
export type StatusChange = {readonly row: StatusChangeRow; readonly accepted: boolean};

/** Changes of presence that come from outside the floor. */
export type StatusChanges = {
  /** Sets a settable status. An agent in a system status keeps it, and the row says so. */
  readonly change: (agent: FloorAgent, status: Status) => StatusChange;
  /** Logs out at once, or after the contacts in hand. */
  readonly logOut: (agent: FloorAgent) => StatusChange;
};

type Setting = {readonly timeline: Timeline; readonly flow: ContactFlow; readonly life: AgentLife};

/** Builds the changes over a floor's agents. */
export function createStatusChanges({timeline, flow, life}: Setting): StatusChanges {
  return {
    change(agent, status) {
      const previous = statusById(agent.statusId);
      if (!previous.settable) {
        const message = `Agent can't be changed from system status '${previous.name}'`;
        return {row: rowOf(agent, previous, message), accepted: false};
      }
      if (status.id !== previous.id) {
        agent.pauseDue = null;
        if (status.id === STATUS.available) {
          setStatus(agent, STATUS.available, timeline.now());
          // The row tells what was set; the contact which the agent may get in the same moment comes after it.
          const row = rowOf(agent, previous);
          flow.pull(agent);
          return {row, accepted: true};
        }
        life.pause(agent, status.id);
      }
      return {row: rowOf(agent, previous), accepted: true};
    },
    logOut(agent) {
      const previous = statusById(agent.statusId);
      if (agent.deactivatedAt !== null) return {row: rowOf(agent, previous, 'Agent is deactivated'), accepted: false};
      if (agent.contacts.length > 0) {
        agent.logoutDue = true;
        const message = 'Agent will be logged out after the current interaction';
        return {row: rowOf(agent, previous, message), accepted: true};
      }
      if (previous.id !== STATUS.offline) life.forceOut(agent);
      return {row: rowOf(agent, previous), accepted: true};
    },
  };
}

const rowOf = (agent: FloorAgent, previous: Status, message?: string): StatusChangeRow => ({
  agent_id: agent.id,
  name: agentName(agent),
  email: agent.email,
  agent_number: agent.agentNumber,
  previous_status: previous.name,
  current_status: statusById(agent.statusId).name,
  ...(message === undefined ? {} : {message}),
});
