import type {ContactFlow} from './contact-flow.js';
import type {FloorAgent} from './floor-agent.js';
import {minuteOfDay} from './opening-hours.js';
import type {Random} from './random.js';
import {setStatus} from './set-status.js';
import {shiftAt} from './shift.js';
import {STATUS} from './statuses.js';
import type {Timeline} from './timeline.js';

const MINUTE = 60_000;

// Mean length of each pause, minutes.
const PAUSE_MINUTES = new Map<number, number>([
  [STATUS.break, 12],
  [STATUS.meal, 32],
  [STATUS.unavailable, 7],
  [STATUS.specialTask, 20],
  [STATUS.training, 45],
]);

/** Shifts and pauses: what agents do beside contacts. */
export type AgentLife = {
  /** Puts an agent where its shifts have it now, without contacts. For the start of a floor. */
  readonly settle: (agent: FloorAgent) => void;
  /** What an agent does with free hands: leave, pause, or become Available and take a contact. */
  readonly becomeFree: (agent: FloorAgent) => void;
  /** Starts a pause now; the agent is back after a time drawn for that status. */
  readonly pause: (agent: FloorAgent, statusId: number) => void;
  /** Has an agent who is Offline, or about to be, come to the next shift. */
  readonly awaitShift: (agent: FloorAgent) => void;
  /** Logs an agent out now; most come back within minutes while the shift lasts. */
  readonly forceOut: (agent: FloorAgent) => void;
};

type Setting = {readonly timeline: Timeline; readonly random: Random; readonly flow: ContactFlow};

/** Builds the agents' life on a timeline. */
export function createAgentLife({timeline, random, flow}: Setting): AgentLife {
  function settle(agent: FloorAgent): void {
    agent.contacts.length = 0;
    const shift = agent.shift === null ? null : shiftAt(agent.shift, timeline.now());
    if (shift === null || shift.start > timeline.now()) {
      leave(agent);
      return;
    }
    logIn(agent, shift.end);
    agent.lastLoginAt = shift.start;
    agent.statusSince = Math.max(shift.start, timeline.now() - random.between(0, 4 * MINUTE));
    // Some are on a pause already; without this everybody would go on the first one together.
    if (random.chance(0.15)) pause(agent, drawPause());
  }

  function logIn(agent: FloorAgent, shiftEnd: number): void {
    agent.session += 1;
    agent.pauseDue = null;
    agent.logoutDue = false;
    agent.shiftEnd = shiftEnd;
    agent.lastLoginAt = timeline.now();
    setStatus(agent, STATUS.available, timeline.now());
    planPause(agent, random.between(5, 100) * MINUTE);
    const {session} = agent;
    timeline.at(shiftEnd, () => {
      if (agent.session !== session) return;
      if (agent.contacts.length > 0) agent.logoutDue = true;
      else leave(agent);
    });
  }

  // Offline until the next shift, or until `backAt` when that is given.
  function leave(agent: FloorAgent, backAt?: number): void {
    agent.session += 1;
    agent.pauseDue = null;
    agent.logoutDue = false;
    if (agent.statusId !== STATUS.offline) setStatus(agent, STATUS.offline, timeline.now());
    if (agent.shift === null) return;
    const back = backAt === undefined ? shiftAt(agent.shift, Math.max(timeline.now(), agent.shiftEnd)) : undefined;
    const start = backAt ?? back?.start;
    if (start === undefined) return;
    const end = back?.end ?? agent.shiftEnd;
    const {session} = agent;
    timeline.at(start, () => {
      if (agent.session !== session) return;
      logIn(agent, end);
      flow.pull(agent);
    });
  }

  function forceOut(agent: FloorAgent): void {
    const back = timeline.now() + random.between(3, 20) * MINUTE;
    const returns = random.chance(0.7) && back < agent.shiftEnd - 10 * MINUTE;
    leave(agent, returns ? back : undefined);
  }

  function planPause(agent: FloorAgent, ms: number): void {
    const {session} = agent;
    timeline.after(ms, () => {
      if (agent.session !== session) return;
      const kind = drawPause();
      if (agent.statusId === STATUS.available) pause(agent, kind);
      else if (PAUSE_MINUTES.has(agent.statusId)) planPause(agent, drawSpell());
      else agent.pauseDue = kind;
    });
  }

  function pause(agent: FloorAgent, statusId: number): void {
    agent.pauseDue = null;
    setStatus(agent, statusId, timeline.now());
    const {epoch} = agent;
    timeline.after(random.logNormal(PAUSE_MINUTES.get(statusId) ?? 10, 0.35) * MINUTE, () => {
      if (agent.epoch !== epoch) return;
      becomeFree(agent);
      planPause(agent, drawSpell());
    });
  }

  function becomeFree(agent: FloorAgent): void {
    if (agent.logoutDue) {
      if (timeline.now() < agent.shiftEnd) forceOut(agent);
      else leave(agent);
    } else if (agent.pauseDue !== null) {
      pause(agent, agent.pauseDue);
    } else {
      setStatus(agent, STATUS.available, timeline.now());
      flow.pull(agent);
    }
  }

  const drawSpell = (): number => random.between(50, 115) * MINUTE;

  function drawPause(): number {
    const minute = minuteOfDay(timeline.now());
    const isMealTime = minute > 11 * 60 && minute < 14.5 * 60;
    return random.weighted([
      [STATUS.break, 0.46],
      [STATUS.meal, isMealTime ? 0.4 : 0.03],
      [STATUS.unavailable, 0.2],
      [STATUS.specialTask, 0.14],
      [STATUS.training, 0.08],
    ]);
  }

  function awaitShift(agent: FloorAgent): void {
    // One who still has contacts in hand plans it when they are done.
    if (agent.statusId === STATUS.offline) leave(agent);
  }

  return {settle, becomeFree, pause, awaitShift, forceOut};
}
