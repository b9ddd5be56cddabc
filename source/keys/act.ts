import type {Engine} from '../engine.js';
import type {Dialog} from '../view/dialog.js';
import type {PanelId} from '../view/view-state.js';
import type {CommandContext} from './command-context.js';

/** Something that can be done from the keyboard or the menu of actions. */
export type Act = {
  /** Panels in which the menu offers it; null for all. */
  readonly panels: readonly PanelId[] | null;
  /** Changes the tenant: not to be had in a read-only console. */
  readonly writes: boolean;
  /** Why it cannot be done now, or null. */
  readonly whyNot: (context: CommandContext, engine: Engine) => string | null;
  /** Does it, or begins with it: the dialog to open, if any. */
  readonly start: (context: CommandContext, engine: Engine) => Dialog | null;
};

/** Words in a dialog of their own. */
export const message = (title: string, text: string): Dialog => ({kind: 'message', title, lines: [text], scroll: 0});

/** Nothing stands against it, beyond what `reasonAgainst` knows. */
export const always = (): null => null;

/** Why `act` cannot be done now, or null. */
export function reasonAgainst(act: Act, context: CommandContext): string | null {
  const engine = context.engine();
  if (!engine) return 'The session is still starting; try again in a moment.';
  return (act.writes ? engine.readOnlyReason() : null) ?? act.whyNot(context, engine);
}

/** Begins with `act`, or says why that cannot be. */
export function begin(act: Act, title: string, context: CommandContext): Dialog | null {
  const engine = context.engine();
  const reason = reasonAgainst(act, context);
  return reason !== null || !engine ? message(title, reason ?? '') : act.start(context, engine);
}
