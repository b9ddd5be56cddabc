import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {waitTime} from '../lib/format.js';
import {doubted} from '../panels/cells.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {countPresence} from '../panels/presence-panel.js';
import {plannedState, plannedWaits, waitText, worstOf} from '../panels/queue-cells.js';
import {type Freshness, freshnessOf} from '../picture/freshness.js';
import type {Channel, Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import {type AgentsResource, NO_QUEUES, type QueuesResource} from '../state/resources.js';
import {limitLevel} from './worst-first.js';

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
const AVAILABLE = 'available';

const NOTHING: Omit<Figure, 'title' | 'short'> = {
  value: '?',
  tone: 'dim',
  sign: '',
  freshness: 'fresh',
  note: [segment('not known yet', 'dim')],
};

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
    value: waitText(wait),
    ...LEVELS[resource.level(queue, channel)],
    freshness,
    note: [segment(wait > 0 ? (queue.path.split(' / ').at(-1) ?? '') : 'nobody waits'), segment(limits, 'dim')],
  };
}

/** What a wait is to stay below: `, limits 1:00 2:00`. */
function limitWords(resource: QueuesResource, queue: Queue, channel: Channel): string {
  const {warn, critical} = resource.limits(queue, channel).above ?? {};
  const words = [warn, critical].flatMap(limit => (limit === undefined ? [] : [waitTime(limit)]));
  return words.length > 0 ? `, limits ${words.join(' ')}` : '';
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

function full(resource: QueuesResource, {glyphs, age}: DrawContext): Figure {
  const named = {title: 'Queues full', short: 'Full'};
  const {queues} = resource;
  const statesOf = (queue: Queue) => queue.channels.map(channel => queue.states[channel]?.value ?? null);
  const fullOnes = queues.filter(queue => statesOf(queue).includes('over_capacity')).length;
  const unknown = queues.filter(queue => statesOf(queue).includes(null)).length;
  // None seen is not none, while some were never asked about.
  if (queues.length === 0) return {...named, ...NOTHING};
  if (fullOnes === 0 && unknown > 0) {
    return {...named, ...NOTHING, note: [segment(`${unknown} of ${queues.length} to ask`, 'dim')]};
  }
  const known = queues.flatMap(queue =>
    queue.channels.flatMap(channel => {
      const told = queue.states[channel];
      return told ? [{queue, channel, told}] : [];
    }),
  );
  const wrong = known.reduce((sum, {queue, channel}) => sum + resource.stateDoubt(queue, channel), 0);
  const closed = queues.filter(queue => statesOf(queue).every(state => state === 'after_hours')).length;
  return {
    ...named,
    value: String(fullOnes),
    ...LEVELS[fullOnes > 0 ? 'critical' : 'ok'],
    freshness: mostly(
      known.map(({queue, channel, told}) => freshnessOf(age(told.at), plannedState(resource, queue, channel))),
    ),
    note: [
      segment(`of ${queues.length}`),
      segment(wrong >= 0.5 ? ` ${glyphs.plusMinus}${Math.round(wrong)}` : '', 'warn'),
      segment(`, ${closed} closed`),
      segment(unknown > 0 ? `, ${unknown} unknown` : '', 'warn'),
    ],
  };
}

function overLimit(resource: QueuesResource, {age}: DrawContext): Figure {
  const named = {title: 'Queues over limit', short: 'Over limit'};
  if (resource.queues.length === 0) return {...named, ...NOTHING};
  const levels = resource.queues.map(queue => limitLevel(resource, queue));
  const critical = levels.filter(level => level === 'critical').length;
  const warned = levels.filter(level => level === 'warn').length;
  return {
    ...named,
    value: String(critical),
    ...LEVELS[critical > 0 ? 'critical' : warned > 0 ? 'warn' : 'ok'],
    freshness: stalest(resource.queues.map(queue => freshnessOf(age(queue.at), plannedWaits(resource, queue)))),
    note: [segment(`of ${resource.queues.length}`), segment(warned > 0 ? `, ${warned} near` : '', 'warn')],
  };
}

/** What holds for half of them at least: states are looked at one by one, and some are always due. */
const mostly = (all: readonly Freshness[]): Freshness => {
  const share = (of: readonly Freshness[]): number =>
    all.filter(one => of.includes(one)).length / Math.max(1, all.length);
  return share(['stale']) >= 0.5 ? 'stale' : share(['stale', 'old']) >= 0.5 ? 'old' : 'fresh';
};

const stalest = (all: readonly Freshness[]): Freshness =>
  (['stale', 'old'] as const).find(one => all.includes(one)) ?? 'fresh';

/** Before a figure's note: nothing where it is fresh. */
export const figureFreshness = ({freshness}: Figure): Line =>
  freshness === 'fresh' ? [] : [segment(freshness === 'stale' ? 'STALE ' : 'old ', 'warn')];
