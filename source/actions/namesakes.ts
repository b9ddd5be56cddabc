import {firstFew} from '../lib/first-few.js';
import type {Agent} from '../picture/agent.js';
import type {ActionContext} from './action-context.js';

/** Two names that are read as one. */
const readAs = (name: string): string => name.trim().toLowerCase();

/** What tells an agent from others of the same name: the id, and the teams where there are any. */
const agentWords = ({name, id, teams}: Agent): string =>
  `${name} (id ${id}${teams.length > 0 ? `, ${teams.join(', ')}` : ''})`;

/**
 * A sentence where others of the directory are called like one of `chosen` and are not among those who are hit, as far as that
 * is known, so that nobody is taken for somebody else; none where every name is told apart.
 */
export function namesakeFacts(
  {session}: Pick<ActionContext, 'session'>,
  chosen: readonly Agent[],
  everybody: readonly Agent[],
): readonly string[] {
  const ids = new Set(everybody.map(({id}) => id));
  const names = new Set(chosen.map(({name}) => readAs(name)));
  const others = [...session.picture.agents.values()].filter(
    ({id, name, active}) => active && !ids.has(id) && names.has(readAs(name)),
  );
  if (others.length === 0) return [];
  return [`Of the same name, and not chosen: ${firstFew(others.map(agentWords))}.`];
}
