import type {Watched} from '../picture/watch-list.js';
import {deflectionChoice} from './acts/chat-acts.js';
import type {CommandContext} from './command-context.js';

/**
 * Opens the choice of a channel for a chat whose escalation was turned away: once per escalation, and never over
 * something that is open or being typed.
 */
export function offerDeflection(context: CommandContext, watched: readonly Watched[]): void {
  const engine = context.engine();
  const {dialogs, filtering} = context.store.get();
  if (!engine || engine.readOnlyReason() !== null || dialogs.length > 0 || filtering) return;
  const chat = watched.find(
    ({kind, ended, escalation}) =>
      kind === 'chat' && !ended && escalation?.id && escalation.deflected && !escalation.channel && !escalation.offered,
  );
  if (!chat) return;
  engine.session.watchList.escalated(chat.id, {offered: true});
  context.store.dispatch({type: 'open', dialog: deflectionChoice(context, engine, chat.id)});
}
