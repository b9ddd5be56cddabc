import type {FloorAgent} from './floor-agent.js';
import type {FloorQueue} from './floor-queue.js';
import {minuteOfDay} from './opening-hours.js';
import type {Random} from './random.js';
import {PRESENT_SHARE} from './shift.js';

/** Mean wrap-up after a contact, ms. */
export const MEAN_WRAP_UP = 40_000;
/** Share of chats with a virtual agent that it settles alone. */
export const BOT_SETTLES = 0.5;

// Share of the online time that is not spent on pauses.
const ON_THE_FLOOR = 0.83;
// One agent may hold several chats, so that a chat takes less of an agent than it lasts.
const CHAT_OVERLAP = 1.35;
const REFERENCE_MINUTE = 10 * 60 + 15;

// Contacts per hour of day, relative to the staffing that the shifts give at the reference minute.
const PROFILE: readonly number[] = [
  0.04, 0.03, 0.03, 0.03, 0.03, 0.05, 0.08, 0.2, 0.55, 0.92, 1, 1.05, 0.95, 0.95, 1, 1.02, 0.95, 0.62, 0.35, 0.24, 0.12,
  0.08, 0.05, 0.04,
];
const PROFILE_PEAK = Math.max(...PROFILE);

/** Demand at a moment as a share of the day's peak, 0 to 1; straight lines between the middles of hours. */
export function demandShare(at: number): number {
  const hour = minuteOfDay(at) / 60 - 0.5;
  const before = Math.floor(hour);
  const part = hour - before;
  const here = PROFILE[(before + 24) % 24] ?? 0;
  const next = PROFILE[(before + 25) % 24] ?? 0;
  return (here + (next - here) * part) / PROFILE_PEAK;
}

/**
 * Sets every queue's peak arrival rate from the agents who serve it, so that a floor of any size is believably busy:
 * most groups of agents at 75 to 97 % of what they can do, every seventh well beyond it.
 */
export function calibrateDemand(queues: readonly FloorQueue[], agents: readonly FloorAgent[], random: Random): void {
  const secondsPerHour = new Map<FloorQueue, number>();
  for (const agent of agents) {
    const total = agent.queues.reduce((sum, queue) => sum + queue.weight, 0);
    for (const queue of agent.queues) {
      const share = (capacityOf(agent) * 3600 * queue.weight) / total;
      secondsPerHour.set(queue, (secondsPerHour.get(queue) ?? 0) + share);
    }
  }
  const loads = new Map<number, number>();
  for (const queue of queues) {
    const load = loads.get(queue.menu.group) ?? drawLoad(loads.size, random);
    loads.set(queue.menu.group, load);
    setRates(queue, (secondsPerHour.get(queue) ?? 0) * load);
  }
}

const drawLoad = (index: number, random: Random): number =>
  index % 7 === 4
    ? random.between(1.4, 1.7)
    : index % 5 === 2
      ? random.between(0.92, 1.02)
      : random.between(0.74, 0.97);

function capacityOf(agent: FloorAgent): number {
  if (agent.shift === null) return 0;
  const {from, minutes} = agent.shift;
  const working = REFERENCE_MINUTE >= from && REFERENCE_MINUTE < from + minutes;
  return working ? PRESENT_SHARE * ON_THE_FLOOR : 0;
}

function setRates(queue: FloorQueue, workSeconds: number): void {
  const both = queue.channels.length > 1;
  for (const line of queue.channels) {
    const isCall = line.channel === 'call';
    const work = workSeconds * (both ? (isCall ? 0.6 : 0.4) : 1);
    const perContact = (line.meanHandling / (isCall ? 1 : CHAT_OVERLAP) + MEAN_WRAP_UP) / 1000;
    const throughBot = !isCall && queue.menu.virtualAgent ? 1 / (1 - BOT_SETTLES) : 1;
    // A queue that nobody serves still gets the odd contact.
    line.peakRate = Math.max(0.2, (work / perContact) * throughBot * PROFILE_PEAK);
  }
}
