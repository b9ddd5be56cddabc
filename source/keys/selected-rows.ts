import type {Engine} from '../engine.js';
import type {Agent} from '../picture/agent.js';
import type {CommandContext} from './command-context.js';
import {focusedList} from './list-commands.js';

/** Ids of the marked rows of the focused panel, or of the one under the cursor. */
export function selectedIds(context: CommandContext): readonly string[] {
  const {focus, panels} = context.store.get();
  const {marks} = panels[focus];
  if (marks.size > 0) return [...marks];
  const list = focusedList(context);
  return !list || list.selection.isGroup(list.index) ? [] : [list.id];
}

/** Marked agents, or the one under the cursor; only in the agents panel. Bound to ids now. */
export function selectedAgents(context: CommandContext, engine: Engine): readonly Agent[] {
  if (context.store.get().focus !== 'agents') return [];
  return selectedIds(context).flatMap(id => engine.session.picture.agents.get(Number(id)) ?? []);
}

/** What is followed and under the cursor of the watch panel: a chat's id, else null. */
export function chatUnderCursor(context: CommandContext): number | null {
  if (context.store.get().focus !== 'watch') return null;
  const id = /^chat\/(\d+)$/.exec(focusedList(context)?.id ?? '')?.[1];
  return id === undefined ? null : Number(id);
}
