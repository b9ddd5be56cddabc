import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {waitTime} from '../lib/format.js';
import {doubted} from '../panels/cells.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {countPresence} from '../panels/presence-panel.js';
import {plannedWaits, worstOf} from '../panels/queue-cells.js';
import {type Freshness, freshnessOf} from '../picture/freshness.js';
import type {Channel, Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import {type AgentsResource, NO_QUEUES, type QueuesResource} from '../state/resources.js';
import {worstLevel} from './worst-first.js';

/** One large number with what it takes to understand it. */
export type Figure = {
  readonly title: string;
  /** The title where there is no room for it. */
  readonly short: string;
  /** As large signs; `?` while it is not known. */
  readonly value: string;
  readonly tone: Tone;
  /** `!` or `!!` where it has reached a threshold. */
  readonly sign: string;
  readonly freshness: Freshness;
  /** Below it: where, how sure, its limits. */
  readonly note: Line;
};

const LEVELS: Readonly<Record<Level, {readonly tone: Tone; readonly sign: string}>> = {
  ok: {tone: 'good', sign: ''},
  warn: {tone: 'warn', sign: '!'},
  critical: {tone: 'bad', sign: '!!'},
};
const HOUR_S = 3600;
const AVAILABLE = 'available';

const NOTHING: Omit<Figure, 'title' | 'short'> = {
  value: '?',
  tone: 'dim',
  sign: '',
  freshness: 'fresh',
  note: [segment('not known yet', 'dim')],
};

/** `m:ss`, from an hour on `1h05`. */
const bigWait = (seconds: number): string =>
  seconds < HOUR_S
    ? waitTime(seconds)
    : `${Math.floor(seconds / HOUR_S)}h${String(Math.floor((seconds % HOUR_S) / 60)).padStart(2, '0')}`;

/** The figures of the board, most important first; `most` at most. */
export function figuresOf(data: PanelData, context: DrawContext, most: number): readonly Figure[] {
  const resource = data.queues ?? NO_QUEUES;
  const hasChat = resource.queues.some(queue => queue.channels.includes('chat'));
  return [
    longestWait(resource, 'call', context),
    ...(hasChat || resource.queues.length === 0 ? [longestWait(resource, 'chat', context)] : []),
    ...(isNamed(data.agents, AVAILABLE) ? [available(data, context)] : []),
    full(resource, context),
    overLimit(resource, context),
  ].slice(0, most);
}

function longestWait(resource: QueuesResource, channel: Channel, {age}: DrawContext): Figure {
  const named = {title: `Longest ${channel} wait`, short: `Longest ${channel}`};
  const queue = worstOf(resource.queues, channel);
  const wait = queue?.wait[channel] ?? null;
  if (!queue || wait === null) return {...named, ...NOTHING};
  const freshness = doubted(
    freshnessOf(age(queue.at), plannedWaits(resource, queue)),
    resource.waitDoubt(queue, channel),
  );
  const limits = limitWords(resource, queue, channel);
  return {
    ...named,
    value: bigWait(wait),
    ...LEVELS[resource.level(queue, channel)],
    freshness,
    note: [segment(limits, 'dim'), segment(wait > 0 ? (queue.path.split(' / ').at(-1) ?? '') : 'nobody waits')],
  };
}

/** What a wait is to stay below: `1:00/2:00 `. */
function limitWords(resource: QueuesResource, queue: Queue, channel: Channel): string {
  const {warn, critical} = resource.limits(queue, channel).above ?? {};
  const words = [warn, critical].flatMap(limit => (limit === undefined ? [] : [waitTime(limit)]));
  return words.length > 0 ? `${words.join('/')} ` : '';
}

/** Whether the profile lists a status of that name; while nothing is known yet it may. */
const isNamed = (agents: AgentsResource | undefined, wanted: string): boolean =>
  !agents || agents.statuses.some(({name}) => name.toLowerCase() === wanted);

function available({agents}: PanelData, {age, glyphs}: DrawContext): Figure {
  const named = {title: 'Agents available', short: 'Available'};
  const row = agents && countPresence(agents).find(({name}) => name.toLowerCase() === AVAILABLE);
  const seenAt = row?.status ? agents?.statusSeenAt.get(row.status.id) : undefined;
  if (!agents || !row?.status) return {...named, ...NOTHING};
  const unknown = agents.agents.filter(({presence}) => presence.statusId === null && !presence.isUnlisted).length;
  if (unknown === agents.agents.length) return {...named, ...NOTHING};
  const planned = agents.planned(`presence/${row.status.id}`);
  const doubt = row.doubtful >= 0.5 ? ` ${glyphs.plusMinus}${Math.round(row.doubtful)}` : '';
  return {
    ...named,
    value: row.atLeast === null ? String(row.count) : `>=${row.atLeast}`,
    tone: row.count > 0 ? 'good' : 'bad',
    sign: row.count > 0 ? '' : '!!',
    freshness: seenAt ? freshnessOf(age(seenAt), planned) : 'fresh',
    note: [
      segment(`of ${agents.agents.length}`),
      segment(doubt, 'warn'),
      segment(unknown > 0 ? `, ${unknown} unknown` : '', 'warn'),
    ],
  };
}

function full(resource: QueuesResource, {glyphs}: DrawContext): Figure {
  const named = {title: 'Queues full', short: 'Full'};
  const states = resource.queues.flatMap(queue =>
    queue.channels.map(channel => queue.states[channel]?.value ?? 'unknown'),
  );
  const count = (state: (typeof states)[number]): number => states.filter(one => one === state).length;
  if (states.length === count('unknown')) return {...named, ...NOTHING};
  const unknown = count('unknown');
  const wrong = resource.queues
    .flatMap(queue => queue.channels.map(channel => (queue.states[channel] ? resource.stateDoubt(queue, channel) : 0)))
    .reduce((sum, doubt) => sum + doubt, 0);
  return {
    ...named,
    value: String(count('over_capacity')),
    ...LEVELS[count('over_capacity') > 0 ? 'critical' : 'ok'],
    freshness: 'fresh',
    note: [
      segment(`${count('open')} open, ${count('after_hours')} closed`),
      segment(wrong >= 0.5 ? ` ${glyphs.plusMinus}${Math.round(wrong)}` : '', 'warn'),
      segment(unknown > 0 ? `, ${unknown} unknown` : '', 'warn'),
    ],
  };
}

function overLimit(resource: QueuesResource, {age}: DrawContext): Figure {
  const named = {title: 'Queues over limit', short: 'Over limit'};
  if (resource.queues.length === 0) return {...named, ...NOTHING};
  const levels = resource.queues.map(queue => worstLevel(resource, queue));
  const critical = levels.filter(level => level === 'critical').length;
  const warned = levels.filter(level => level === 'warn').length;
  return {
    ...named,
    value: String(critical),
    ...LEVELS[critical > 0 ? 'critical' : warned > 0 ? 'warn' : 'ok'],
    freshness: stalest(resource.queues.map(queue => freshnessOf(age(queue.at), plannedWaits(resource, queue)))),
    note: [segment(`${warned} to watch`), segment(` of ${resource.queues.length}`, 'dim')],
  };
}

const stalest = (all: readonly Freshness[]): Freshness =>
  (['stale', 'old'] as const).find(one => all.includes(one)) ?? 'fresh';

/** Before a figure's note: nothing where it is fresh. */
export const figureFreshness = ({freshness}: Figure): Line =>
  freshness === 'fresh' ? [] : [segment(freshness === 'stale' ? 'STALE ' : 'old ', 'warn')];
