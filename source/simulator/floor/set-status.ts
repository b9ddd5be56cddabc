import type {FloorAgent} from './floor-agent.js';
import {standingOf} from './statuses.js';

/** Puts an agent into a status at a moment and keeps the counts of the agent's queues; voids whatever was planned. */
export function setStatus(agent: FloorAgent, statusId: number, at: number): void {
  const before = standingOf(agent.statusId);
  const after = standingOf(statusId);
  for (const queue of agent.queues) {
    queue.loggedIn += after.loggedIn - before.loggedIn;
    queue.available += after.available - before.available;
    queue.serving += after.serving - before.serving;
    queue.breakthrough += after.breakthrough - before.breakthrough;
  }
  agent.statusId = statusId;
  agent.statusSince = at;
  agent.epoch += 1;
}
