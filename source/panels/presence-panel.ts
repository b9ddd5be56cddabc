import {type Line, segment} from '../components/line.js';
import {percent} from '../lib/format.js';
import type {Status} from '../picture/presence/status-list.js';
import {type AgentsResource, NO_AGENTS} from '../state/resources.js';
import {ageCell, UNKNOWN} from './cells.js';
import type {DrawContext, Panel, PanelData} from './panel.js';
import {statusTone} from './status-tone.js';
import {selectRows, type Table} from './table.js';

/** One status with the agents held in it; `status` null stands for those of whom nothing is known. */
export type PresenceCount = {
  readonly status: Status | null;
  readonly count: number;
  /** How many of `count` are expected to be wrong. */
  readonly doubtful: number;
};

/** Agents per status, in the order of the profile, and last those unknown. Everybody is counted once. */
export function countPresence(resource: Pick<AgentsResource, 'agents' | 'statuses'>): readonly PresenceCount[] {
  const counts = new Map<number | null, {count: number; doubtful: number}>();
  for (const {presence} of resource.agents) {
    const held = counts.get(presence.statusId) ?? {count: 0, doubtful: 0};
    held.count += 1;
    held.doubtful += presence.statusId === null ? 1 : 1 - presence.confidence;
    counts.set(presence.statusId, held);
  }
  const countOf = (status: Status | null): PresenceCount => ({
    status,
    ...(counts.get(status?.id ?? null) ?? {count: 0, doubtful: 0}),
  });
  return [...resource.statuses.map(countOf), countOf(null)];
}

/** Expected share of agents whose shown presence is wrong or missing, 0 to 1. */
export const uncertainShare = (counts: readonly PresenceCount[]): number => {
  const total = counts.reduce((sum, one) => sum + one.count, 0);
  return total === 0 ? 1 : counts.reduce((sum, one) => sum + one.doubtful, 0) / total;
};

function table(resource: AgentsResource, largest: number): Table<PresenceCount> {
  // Somebody of whom nothing is known might be in a status that was never asked about; else its count is known by belief.
  const isAllTold = resource.agents.every(agent => agent.presence.statusId !== null);
  const isAsked = (row: PresenceCount) =>
    row.status === null || row.count > 0 || isAllTold || resource.statusSeenAt.has(row.status.id);
  return {
    idOf: row => (row.status ? String(row.status.id) : 'unknown'),
    textOf: row => row.status?.name ?? 'unknown',
    defaultSort: null,
    canMark: () => false,
    columns: [
      {
        id: 'status',
        title: 'status',
        width: 13,
        sortKey: row => row.status?.name ?? null,
        cell: row => (row.status ? segment(row.status.name, statusTone(row.status)) : segment('unknown', 'dim')),
      },
      {
        id: 'count',
        title: 'count',
        width: 6,
        align: 'right',
        sortKey: row => row.count,
        cell: row => (isAsked(row) ? segment(String(row.count), row.status ? 'plain' : 'dim') : UNKNOWN),
      },
      {
        id: 'doubt',
        title: '+/-',
        width: 5,
        align: 'right',
        drop: 2,
        cell: (row, {glyphs}) =>
          segment(row.status && row.doubtful >= 0.5 ? `${glyphs.plusMinus}${Math.round(row.doubtful)}` : '', 'warn'),
      },
      {
        id: 'bar',
        title: '',
        width: 4,
        flex: true,
        drop: 4,
        cell: (row, {glyphs}, width) =>
          segment(
            glyphs.bar.repeat(Math.ceil((row.count / largest) * width)),
            row.status ? statusTone(row.status) : 'dim',
          ),
      },
      {
        id: 'age',
        title: 'age',
        width: 5,
        align: 'right',
        drop: 3,
        cell: (row, {age}) => {
          if (!row.status) return segment('');
          const seenAt = resource.statusSeenAt.get(row.status.id);
          return ageCell(seenAt ? age(seenAt) : null, resource.planned(`presence/${row.status.id}`));
        },
      },
    ],
  };
}

function badge(data: PanelData): Line {
  if (!data.agents || data.agents.agents.length === 0) return [segment('nothing yet', 'dim')];
  const share = uncertainShare(countPresence(data.agents));
  return [segment(`uncertain ${percent(share)}`, share > 0.1 ? 'warn' : 'dim')];
}

function detail(data: PanelData, id: string, {age}: DrawContext): readonly Line[] | null {
  const row = data.agents && countPresence(data.agents).find(one => String(one.status?.id ?? 'unknown') === id);
  if (!data.agents || !row) return null;
  const {status} = row;
  const names = data.agents.agents
    .filter(agent => agent.presence.statusId === (status?.id ?? null))
    .map((agent): Line => [segment(`${agent.name} (${agent.id})`), segment(`  ${agent.teams.join(', ')}`, 'dim')]);
  const seenAt = status ? data.agents.statusSeenAt.get(status.id) : undefined;
  return [
    [segment(status ? `${status.name}, id ${status.id}` : 'Nothing is known of these agents yet', 'title')],
    [segment(`${row.count} agents, about ${Math.round(row.doubtful)} of them doubtful`)],
    [segment(seenAt ? `last asked ${Math.round(age(seenAt) / 1000)} s ago` : 'not asked yet', 'dim')],
    [],
    ...names,
  ];
}

/** How many agents are in each status, with what is uncertain about it. */
export const presencePanel: Panel = {
  id: 'presence',
  title: 'Presence',
  source: data => data.agents,
  empty: 'Nothing was asked yet.',
  select: (data, view) => {
    const {agents} = data;
    if (!agents) return selectRows(table(NO_AGENTS, 1), [], view);
    // While everybody is known, a row for the unknown would only take a line.
    const counts = countPresence(agents).filter(row => row.status !== null || row.count > 0);
    const largest = counts.reduce((most, row) => Math.max(most, row.count), 1);
    return selectRows(table(agents, largest), counts, view);
  },
  badge,
  detail,
};
