import {type Segment, segment} from '../components/line.js';
import {waitTime} from '../lib/format.js';
import {freshnessOf} from '../picture/freshness.js';
import type {Channel, OperationState, Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import type {WaitCell} from '../picture/wait-cells.js';
import {operationStatusKey} from '../polling/polls/operation-status-key.js';
import type {QueuesResource} from '../state/resources.js';
import {aged, doubted, UNKNOWN} from './cells.js';
import type {DrawContext} from './panel.js';

/** A trend reaches this at least, s: small waits are drawn as small. */
export const TREND_TOP_S = 60;

/** Signs and colours of values that have reached a threshold. */
const LEVELS: Readonly<Record<Level, {readonly sign: string; readonly tone: 'plain' | 'warn' | 'bad'}>> = {
  ok: {sign: '', tone: 'plain'},
  warn: {sign: '!', tone: 'warn'},
  critical: {sign: '!!', tone: 'bad'},
};

const HOUR = 3600;
/** A state with a larger chance of being wrong carries a sign; from `EVEN` on it is dimmed as well. */
const MARKED = 0.1;
const EVEN = 0.5;

/** Operation states in words, and how they are coloured. */
export const STATE_WORDS: Readonly<
  Record<OperationState, {readonly word: string; readonly tone: 'good' | 'warn' | 'bad'}>
> = {
  open: {word: 'open', tone: 'good'},
  over_capacity: {word: 'FULL', tone: 'bad'},
  after_hours: {word: 'closed', tone: 'warn'},
};

/** Ms between two looks at a queue's waits. */
export const plannedWaits = (resource: QueuesResource, queue: Queue): number => resource.planned(`waits/${queue.lang}`);

/** Ms between two looks at a queue's operation state on one channel. */
export const plannedState = (resource: QueuesResource, queue: Queue, channel: Channel): number =>
  resource.planned(operationStatusKey(queue.key, channel));

/** `m:ss`, or `1h05` from an hour on: with its signs never more than eight columns below 100 hours. */
export const waitText = (seconds: number): string =>
  seconds < HOUR
    ? waitTime(seconds)
    : `${Math.floor(seconds / HOUR)}h${String(Math.floor((seconds % HOUR) / 60)).padStart(2, '0')}`;

/** A value that a wait row told, with a sign where it has reached a threshold. */
export function levelCell(
  resource: QueuesResource,
  queue: Queue,
  {cell, text}: {readonly cell: WaitCell; readonly text: string},
  {age}: DrawContext,
): Segment {
  const {sign, tone} = LEVELS[resource.level(queue, cell)];
  const freshness = freshnessOf(age(queue.at), plannedWaits(resource, queue));
  return aged(sign + text, doubted(freshness, resource.waitDoubt(queue, cell)), tone);
}

/** One channel's wait; a dash where the queue lacks the channel. */
export function waitCell(resource: QueuesResource, queue: Queue, channel: Channel, context: DrawContext): Segment {
  if (!queue.channels.includes(channel)) return segment(context.glyphs.none, 'dim');
  const wait = queue.wait[channel];
  if (wait === null) return UNKNOWN;
  return levelCell(resource, queue, {cell: channel, text: waitText(wait)}, context);
}

/** What one channel of a queue does with new contacts; in place of a stale state the word STALE. */
export function stateCell(
  resource: QueuesResource,
  queue: Queue,
  channel: Channel,
  {glyphs, age}: DrawContext,
): Segment {
  if (!queue.channels.includes(channel)) return segment(glyphs.none, 'dim');
  const known = queue.states[channel];
  if (!known) return UNKNOWN;
  const {word, tone} = STATE_WORDS[known.value];
  const freshness = freshnessOf(age(known.at), plannedState(resource, queue, channel));
  // The column has no room for both; the detail view shows the value beside the word.
  if (freshness === 'stale') return segment('STALE', 'dim');
  const doubt = resource.stateDoubt(queue, channel);
  // More likely wrong than right: as an agent's presence is shown then.
  if (doubt > EVEN) return segment(`${word}?~`, 'dim');
  return aged(word, freshness === 'fresh' && doubt > MARKED ? 'old' : freshness, tone);
}

/** The queue whose wait is the longest on a channel; where none is told, one of which that must be said. */
export const worstOf = (queues: readonly Queue[], channel: Channel): Queue | undefined => {
  const taking = queues.filter(queue => queue.channels.includes(channel));
  const [first] = taking;
  return taking.reduce(
    (worst, queue) => ((queue.wait[channel] ?? -1) > (worst?.wait[channel] ?? -1) ? queue : worst),
    first,
  );
};
