import type {FieldKind, Pick} from '../api/field-meta.js';
import type {Engine} from '../engine.js';
import type {Option} from '../view/dialog.js';

/**
 * What is known of the tenant for a field: agents, teams, queues, statuses, what is followed. Null for what nothing is
 * known of. Read when the list is opened.
 */
export function knownOptions(engine: Engine, pick: Pick, kind: FieldKind): (() => readonly Option[]) | null {
  const {picture, watchList} = engine.session;
  switch (pick) {
    case 'agent':
      return () =>
        [...picture.agents.values()].map(agent => ({id: String(agent.id), label: agent.name, note: `id ${agent.id}`}));
    case 'agent-email':
      // A pseudonym is nobody's address.
      if (engine.isMasked) return null;
      return () =>
        [...picture.agents.values()].flatMap(agent =>
          agent.email ? [{id: agent.email, label: agent.name, note: agent.email}] : [],
        );
    case 'team':
      return () =>
        engine
          .teams()
          .flatMap(team => (team.id === null ? [] : [{id: String(team.id), label: team.name, note: `id ${team.id}`}]));
    case 'queue':
      return () => queueOptions(engine);
    case 'status':
      return () =>
        picture.statuses.all.map(status => ({
          id: kind === 'list' ? String(status.id) : status.name,
          label: status.name,
          note: `id ${status.id}`,
        }));
    case 'chat':
    case 'job':
      return () =>
        watchList.all
          .filter(watched => (watched.kind === 'chat') === (pick === 'chat'))
          .map(watched => ({id: String(watched.id), label: watched.key, note: watched.status ?? ''}));
    default:
      return null;
  }
}

/** One option per menu, whatever its languages. */
function queueOptions({session}: Engine): readonly Option[] {
  const byMenu = new Map([...session.picture.queues.values()].map(queue => [queue.menuId, queue]));
  return [...byMenu.values()].map(queue => ({id: String(queue.menuId), label: queue.path, note: `id ${queue.menuId}`}));
}
