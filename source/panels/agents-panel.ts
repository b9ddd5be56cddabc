import {type Line, type Segment, segment} from '../components/line.js';
import {percent, shortDuration} from '../lib/format.js';
import type {Agent, Presence} from '../picture/agent.js';
import {freshnessOf} from '../picture/freshness.js';
import type {Status} from '../picture/presence/status-list.js';
import {type AgentsResource, NO_AGENTS} from '../state/resources.js';
import {ageCell, freshnessSign, STALE, UNKNOWN} from './cells.js';
import type {DrawContext, Panel, PanelData} from './panel.js';
import {statusTone} from './status-tone.js';
import {selectRows, type Table} from './table.js';

/** In a status that the profile does not list. */
export const UNLISTED = 'not listed';
/** Stands for what the record leaves out. */
const NONE = '-';
/** Below this chance of being right, a presence carries a sign. */
const SURE = 0.9;
/** Below this it is more likely wrong than right: dimmed, with the sign and a question mark. */
const EVEN = 0.5;

const plannedFor = (resource: AgentsResource, presence: Presence): number =>
  resource.planned(`presence/${presence.statusId}`);

/** A presence that is more likely wrong than right. */
const isDoubtful = ({statusId, confidence}: Presence): boolean => statusId !== null && confidence < EVEN;

/** What is held of an agent's presence, as the list shows it. */
export function presenceCell(statuses: ReadonlyMap<number, Status>, agent: Agent): Segment {
  const {statusId, confidence, isUnlisted} = agent.presence;
  const status = statusId === null ? undefined : statuses.get(statusId);
  if (isUnlisted) return segment(confidence < SURE ? `${UNLISTED}~` : UNLISTED, 'dim');
  if (!status) return UNKNOWN;
  if (confidence < EVEN) return segment(`${status.name}?~`, 'dim');
  return segment(confidence < SURE ? `${status.name}~` : status.name, statusTone(status));
}

function table(resource: AgentsResource): Table<Agent> {
  const statuses = new Map(resource.statuses.map(status => [status.id, status]));
  const statusName = (agent: Agent) => statuses.get(agent.presence.statusId ?? -1)?.name ?? null;
  return {
    idOf: agent => String(agent.id),
    textOf: agent =>
      [
        agent.name,
        agent.id,
        agent.number,
        agent.email,
        agent.location,
        ...agent.teams,
        ...agent.roles,
        statusName(agent),
      ].join(' '),
    defaultSort: {column: 'name', descending: false},
    columns: [
      {
        id: 'name',
        title: 'agent',
        width: 20,
        flex: true,
        sortKey: agent => agent.name.toLowerCase(),
        cell: agent => segment(agent.name),
      },
      {id: 'presence', title: 'presence', width: 14, sortKey: statusName, cell: agent => presenceCell(statuses, agent)},
      {
        id: 'since',
        title: 'since',
        width: 6,
        align: 'right',
        drop: 4,
        // Only what was seen to begin is told: the API does not say when a status was entered.
        sortKey: agent => (agent.presence.heldSince ? -agent.presence.heldSince.mono : null),
        cell: (agent, {age}) =>
          agent.presence.heldSince ? segment(shortDuration(age(agent.presence.heldSince)), 'dim') : UNKNOWN,
      },
      {
        id: 'team',
        title: 'team',
        width: 14,
        flex: true,
        drop: 3,
        sortKey: agent => agent.teams[0] ?? null,
        cell: agent => segment(agent.teams.join(', ')),
      },
      {
        id: 'number',
        title: 'number',
        width: 8,
        drop: 5,
        sortKey: agent => agent.number || null,
        cell: agent => segment(agent.number, 'dim'),
      },
      {
        id: 'location',
        title: 'location',
        width: 10,
        drop: 6,
        sortKey: agent => agent.location || null,
        cell: agent => segment(agent.location, 'dim'),
      },
      {
        id: 'age',
        title: 'age',
        width: 5,
        align: 'right',
        drop: 2,
        sortKey: agent => (agent.presence.seenAt ? -agent.presence.seenAt.mono : null),
        cell: ({presence}, {age}) =>
          isDoubtful(presence)
            ? STALE
            : ageCell(presence.seenAt ? age(presence.seenAt) : null, plannedFor(resource, presence)),
      },
    ],
  };
}

/** Other statuses that were asked about since the agent was seen in the one held, without finding it there. */
function ruledOut(resource: AgentsResource, presence: Presence, age: DrawContext['age']): Line {
  if (presence.statusId === null) return [UNKNOWN];
  const since = presence.seenAt?.mono ?? Number.NEGATIVE_INFINITY;
  const asked = resource.statuses
    .flatMap(status => {
      const at = resource.statusSeenAt.get(status.id);
      return at && status.id !== presence.statusId && at.mono > since ? [{name: status.name, at}] : [];
    })
    .toSorted((one, other) => other.at.mono - one.at.mono);
  if (asked.length === 0) return [segment('no other status was asked about', 'dim')];
  return [segment(`not in ${asked.map(({name, at}) => `${name} (${shortDuration(age(at))})`).join(', ')}`)];
}

function badge(data: PanelData): Line {
  const agents = data.agents?.agents ?? [];
  if (agents.length === 0) return [segment('nothing yet', 'dim')];
  const unknown = agents.filter(({presence}) => presence.statusId === null && !presence.isUnlisted).length;
  const share = unknown > 0 ? [segment(`presence ${percent(unknown / agents.length)} unknown `, 'warn')] : [];
  return [...share, segment(String(agents.length))];
}

function detail(data: PanelData, id: string, {age}: DrawContext): readonly Line[] | null {
  const resource = data.agents;
  const agent = resource?.agents.find(one => String(one.id) === id);
  if (!resource || !agent) return null;
  const statuses = new Map(resource.statuses.map(status => [status.id, status]));
  const {presence} = agent;
  const field = (name: string, ...value: Line): Line => [segment(name.padEnd(14), 'dim'), ...value];
  const flag = (known: Agent['online']) =>
    known ? segment(`${known.value ? 'yes' : 'no'}, ${shortDuration(age(known.at))} old`) : UNKNOWN;
  const seen = presence.seenAt ? segment(`${shortDuration(age(presence.seenAt))} ago`) : UNKNOWN;
  const freshness = presence.seenAt ? freshnessOf(age(presence.seenAt), plannedFor(resource, presence)) : null;
  return [
    field('agent', segment(agent.name, 'title')),
    field('id', segment(String(agent.id))),
    field('number', segment(agent.number || NONE)),
    field('e-mail', segment(agent.email || NONE)),
    field('presence', presenceCell(statuses, agent), segment(isDoubtful(presence) ? ' STALE' : '', 'warn')),
    field(
      'confidence',
      presence.statusId === null && !presence.isUnlisted ? UNKNOWN : segment(percent(presence.confidence)),
    ),
    field('last seen', seen, ...(freshness ? [freshnessSign(freshness)] : [])),
    field('since then', ...ruledOut(resource, presence, age)),
    field('held for', presence.heldSince ? segment(shortDuration(age(presence.heldSince))) : UNKNOWN),
    field('online', flag(agent.online)),
    field('wrap-up', flag(agent.wrapUp)),
    field('teams', segment(agent.teams.join(', ') || NONE)),
    field('roles', segment(agent.roles.join(', ') || NONE)),
    field('location', segment(agent.location || NONE)),
    [],
    [segment('Presence comes from asking who is in some statuses, one set at a time: user records', 'dim')],
    [segment('carry none. The confidence is the chance of being right, by what such answers have told.', 'dim')],
  ];
}

/** When and how an agent's presence is known; null when the agent is gone. */
function known(data: PanelData, id: string, {age}: DrawContext): string | null {
  const resource = data.agents;
  const agent = resource?.agents.find(one => String(one.id) === id);
  if (!resource || !agent) return null;
  const {presence} = agent;
  if (presence.isUnlisted)
    return `${agent.name}: in none of the statuses that the profile lists, as far as they were asked.`;
  const status = resource.statuses.find(one => one.id === presence.statusId);
  if (!status) return `${agent.name}: no answer has told anything of the presence yet.`;
  const seen = presence.seenAt ? `seen there ${shortDuration(age(presence.seenAt))} ago` : 'never seen there';
  const since = ruledOut(resource, presence, age)
    .map(({text}) => text)
    .join('');
  return `${agent.name}: ${status.name}, ${percent(presence.confidence)} likely. Was ${seen}; since then ${since}.`;
}

/** Active users with the presence held most likely for each. */
export const agentsPanel: Panel = {
  id: 'agents',
  title: 'Agents',
  source: data => data.agents,
  empty: 'The directory has not been read yet.',
  select: (data, view) => {
    const resource = data.agents ?? NO_AGENTS;
    return selectRows(table(resource), resource.agents, view);
  },
  badge,
  known,
  detail,
};
