import {type Line, segment} from '../components/line.js';
import {percent, shortDuration} from '../lib/format.js';
import type {Status} from '../picture/presence/status-list.js';
import {type AgentsResource, NO_AGENTS} from '../state/resources.js';
import {UNLISTED} from './agents-panel.js';
import {ageCell, UNKNOWN} from './cells.js';
import type {DrawContext, Panel, PanelData} from './panel.js';
import {statusTone} from './status-tone.js';
import {selectRows, type Table} from './table.js';

/** One status with the agents held in it; `status` null stands for those of whom nothing is known, or in none listed. */
export type PresenceCount = {
  readonly status: Status | null;
  readonly name: 'unknown' | typeof UNLISTED | string;
  readonly count: number;
  /** How many of `count` are expected to be wrong. */
  readonly doubtful: number;
  /** So many were told, and there are more that nobody can tell; null where the count is known by itself or by the rest. */
  readonly atLeast: number | null;
};

/** Agents per status, in the order of the profile, then those in none of them, and last those unknown. Everybody is counted once. */
export function countPresence(
  resource: Pick<AgentsResource, 'agents' | 'statuses' | 'statusCut'>,
): readonly PresenceCount[] {
  const counts = new Map<number | string, {count: number; doubtful: number}>();
  for (const {presence} of resource.agents) {
    const key = presence.statusId ?? (presence.isUnlisted ? UNLISTED : NOBODY_KNOWS);
    const held = counts.get(key) ?? {count: 0, doubtful: 0};
    held.count += 1;
    held.doubtful += key === NOBODY_KNOWS ? 1 : 1 - presence.confidence;
    counts.set(key, held);
  }
  const countOf = (key: number | string, status: Status | null): PresenceCount => ({
    status,
    name: status?.name ?? String(key),
    ...(counts.get(key) ?? {count: 0, doubtful: 0}),
    // Who is in the only status that is cut off follows from who is in none of the others.
    atLeast: resource.statusCut.size > 1 && status ? (resource.statusCut.get(status.id) ?? null) : null,
  });
  const unlisted = counts.has(UNLISTED) ? [countOf(UNLISTED, null)] : [];
  return [...resource.statuses.map(status => countOf(status.id, status)), ...unlisted, countOf(NOBODY_KNOWS, null)];
}

const NOBODY_KNOWS = 'unknown';
const NOTHING_KNOWN = 'Nothing is known of these agents yet';
const NONE_LISTED = 'These agents are in none of the statuses that the profile lists';

/** Expected share of agents whose shown presence is wrong or missing, 0 to 1. */
export const uncertainShare = (counts: readonly PresenceCount[]): number => {
  const total = counts.reduce((sum, one) => sum + one.count, 0);
  return total === 0 ? 1 : counts.reduce((sum, one) => sum + one.doubtful, 0) / total;
};

function table(resource: AgentsResource, largest: number): Table<PresenceCount> {
  // Somebody of whom nothing is known might be in a status that was never asked about; else its count is known by belief.
  const isAllTold = resource.agents.every(({presence}) => presence.statusId !== null || presence.isUnlisted);
  const isAsked = (row: PresenceCount) =>
    row.status === null || row.count > 0 || isAllTold || resource.statusSeenAt.has(row.status.id);
  return {
    idOf: row => (row.status ? String(row.status.id) : row.name),
    textOf: row => row.name,
    defaultSort: null,
    canMark: () => false,
    columns: [
      {
        id: 'status',
        title: 'status',
        width: 13,
        sortKey: row => row.status?.name ?? null,
        cell: row => segment(row.name, row.status ? statusTone(row.status) : 'dim'),
      },
      {
        id: 'count',
        title: 'count',
        width: 6,
        align: 'right',
        sortKey: row => row.count,
        cell: (row, {glyphs}) => {
          if (row.atLeast !== null) return segment(`${glyphs.atLeast}${row.atLeast}`, 'warn');
          return isAsked(row) ? segment(String(row.count), row.status ? 'plain' : 'dim') : UNKNOWN;
        },
      },
      {
        id: 'doubt',
        title: '+/-',
        width: 5,
        align: 'right',
        drop: 2,
        cell: (row, {glyphs}) =>
          segment(
            row.status && row.atLeast === null && row.doubtful >= 0.5
              ? `${glyphs.plusMinus}${Math.round(row.doubtful)}`
              : '',
            'warn',
          ),
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
  const row = data.agents && countPresence(data.agents).find(one => String(one.status?.id ?? one.name) === id);
  if (!data.agents || !row) return null;
  const {status} = row;
  const isUnlisted = row.name === UNLISTED;
  const names = data.agents.agents
    .filter(({presence}) =>
      status ? presence.statusId === status.id : presence.statusId === null && presence.isUnlisted === isUnlisted,
    )
    .map((agent): Line => [segment(`${agent.name} (${agent.id})`), segment(`  ${agent.teams.join(', ')}`, 'dim')]);
  const seenAt = status ? data.agents.statusSeenAt.get(status.id) : undefined;
  return [
    [segment(status ? `${status.name}, id ${status.id}` : isUnlisted ? NONE_LISTED : NOTHING_KNOWN, 'title')],
    [segment(`${row.count} agents, about ${Math.round(row.doubtful)} of them doubtful`)],
    ...(row.atLeast === null
      ? []
      : [[segment(`at least ${row.atLeast}: an answer holds no more, and another status is as large`, 'warn')]]),
    [segment(seenAt ? `last asked ${Math.round(age(seenAt) / 1000)} s ago` : 'not asked yet', 'dim')],
    [],
    ...names,
  ];
}

/** When and how a status's count is known; null when its row is gone. */
function known(data: PanelData, id: string, {age}: DrawContext): string | null {
  const row = data.agents && countPresence(data.agents).find(one => String(one.status?.id ?? one.name) === id);
  if (!data.agents || !row) return null;
  const doubtful = `${row.count} agents are held there, about ${Math.round(row.doubtful)} of them wrongly`;
  if (!row.status) return `${row.name === UNLISTED ? NONE_LISTED : NOTHING_KNOWN}: ${row.count}.`;
  const seenAt = data.agents.statusSeenAt.get(row.status.id);
  const asked = seenAt ? `asked about ${shortDuration(age(seenAt))} ago` : 'not asked about yet';
  return `${row.name}: ${row.atLeast === null ? doubtful : `at least ${row.atLeast} agents`}; ${asked}.`;
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
  known,
  detail,
};
