import {ageOf, stampOf} from '../lib/clock.js';
import type {Agent} from '../picture/agent.js';
import type {Queue} from '../picture/queue.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {SnapshotError} from './collect-snapshot.js';
import {isoTime} from './iso-time.js';
import {waitFields} from './wait-fields.js';
import {roundedChance} from './watch-lines.js';

/** Everything a session holds at this moment, as `snapshot --format json` prints it: unknown is null, ages are in ms. */
export function snapshotPicture(
  session: TenantSession,
  {tenant, complete, errors}: {tenant: string; complete: boolean; errors: readonly SnapshotError[]},
) {
  const {clock, picture, budget} = session;
  const now = stampOf(clock);
  // Doubt has grown since each answer; status, confidence and counts are all told as of now.
  picture.age(now);
  const agents = [...picture.agents.values()].filter(agent => agent.active);
  const {rate, sentTotal, refusedTotal} = budget.view();
  return {
    at: isoTime(now.wall),
    tenant,
    complete,
    queues: [...picture.queues.values()].map(queue => queueRow(session, queue)),
    agents: agents.map(agent => agentRow(session, agent)),
    presence: presenceCounts(session, agents),
    budget: {rate, used: sentTotal, refused: refusedTotal},
    errors,
  };
}

const queueRow = ({clock}: TenantSession, queue: Queue) => ({
  menu_id: queue.menuId,
  lang: queue.lang,
  path: queue.path,
  menu_type: queue.menuType,
  ...waitFields(queue),
  states: Object.fromEntries(queue.channels.map(channel => [channel, queue.states[channel]?.value ?? null])),
  age_ms: Math.round(ageOf(clock, queue.at)),
});

function agentRow({clock, picture}: TenantSession, agent: Agent) {
  const {statusId, confidence, seenAt, heldSince} = agent.presence;
  const at = seenAt ?? heldSince;
  return {
    id: agent.id,
    name: agent.name,
    teams: agent.teams,
    status_id: statusId,
    status: statusId === null ? null : (picture.statuses.byId.get(statusId)?.name ?? null),
    confidence: roundedChance(confidence),
    online: agent.online?.value ?? null,
    wrap_up: agent.wrapUp?.value ?? null,
    age_ms: at === null ? null : Math.round(ageOf(clock, at)),
  };
}

/** Agents per status name, each counted once. A status that was never asked about and holds nobody is null, not 0. */
function presenceCounts({picture}: TenantSession, agents: readonly Agent[]): Record<string, number | null> {
  const counts = new Map<string, number | null>();
  for (const {id, name} of picture.statuses.all) {
    const count = agents.filter(agent => agent.presence.statusId === id).length;
    const before = counts.get(name) ?? 0;
    counts.set(name, before + count > 0 || picture.statusSeenAt.has(id) ? before + count : null);
  }
  const unknown = agents.filter(agent => agent.presence.statusId === null).length;
  return {...Object.fromEntries(counts), unknown: (counts.get('unknown') ?? 0) + unknown};
}
