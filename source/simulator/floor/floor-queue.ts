import type {Contact} from './contact.js';
import type {FloorAgent} from './floor-agent.js';
import {isOpenAt, type OpeningHours} from './opening-hours.js';

export type Channel = 'call' | 'chat';
export const CHANNELS: readonly Channel[] = ['call', 'chat'];

export type MenuType = 'ivr_menu' | 'mobile_menu' | 'web_menu';

/** A leaf of the menu tree; it has one queue per language. */
export type Menu = {
  readonly id: number;
  readonly name: string;
  /** Names from the root menu down, joined by " / ". */
  readonly path: string;
  /** Ids of the menus above, root first. */
  readonly above: readonly number[];
  readonly type: MenuType;
  readonly channels: readonly Channel[];
  /** Index of the group of menus that one kind of agent serves. */
  readonly group: number;
  /** Chats start with the virtual agent. */
  readonly virtualAgent: boolean;
};

/** One channel of one queue. Rates are contacts per hour, times are milliseconds of floor time. */
export type QueueChannel = {
  readonly channel: Channel;
  readonly waiting: Contact[];
  /** Arrivals per hour at the busiest time of the day. */
  peakRate: number;
  meanHandling: number;
  /** Beyond either, new contacts are deflected. */
  maxWait: number;
  maxLength: number;
  overCapacity: boolean;
  /** Wait worked out from the line and the staff, smoothed over a minute or so. */
  smoothedWait: number;
  /** Running mean of waits that contacts really had, and when it was last fed. */
  recentWait: number;
  recentAt: number;
};

/** Queues served by the same people: contacts waiting in one of them are ahead of those in another. */
export type Pool = {waiting: number};

/** One menu in one language. */
export type FloorQueue = {
  readonly menu: Menu;
  readonly lang: string;
  hours: OpeningHours;
  readonly pool: Pool;
  /** How often contacts choose this queue, relative to the others. */
  readonly weight: number;
  readonly channels: readonly QueueChannel[];
  readonly agents: FloorAgent[];
  loggedIn: number;
  available: number;
  serving: number;
  breakthrough: number;
};

/** The queue's channel, or undefined when the queue lacks it. */
export const channelOf = (queue: FloorQueue, channel: Channel): QueueChannel | undefined =>
  queue.channels.find(candidate => candidate.channel === channel);

/** Whether the queue's hours contain the moment. */
export const isOpenAtQueue = (queue: FloorQueue, at: number): boolean => isOpenAt(queue.hours, at);

/** Whether a queue takes a new contact on a channel; `after_hours` goes before `over_capacity`. */
export type Admission = 'open' | 'after_hours' | 'over_capacity';

/** Admission of a new contact now. */
export function admissionOf(queue: FloorQueue, line: QueueChannel, now: number): Admission {
  if (!isOpenAtQueue(queue, now)) return 'after_hours';
  return line.overCapacity ? 'over_capacity' : 'open';
}
