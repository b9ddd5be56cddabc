import type {Dialog, Option} from '../view/dialog.js';
import type {PaletteEntry} from '../view/palette.js';
import {type Act, begin, reasonAgainst} from './act.js';
import {deflectAct, escalateAct} from './acts/chat-acts.js';
import {forceLogoutAct} from './acts/logout-act.js';
import {readOnlyAct} from './acts/read-only-act.js';
import {copyAct, followAct, forgetAct} from './acts/row-acts.js';
import {setStatusAct, setTeamStatusAct} from './acts/status-acts.js';
import type {CommandContext} from './command-context.js';
import {helpOf, keyOf} from './dispatch.js';
import {selectedIds} from './selected-rows.js';

/** Everything that can be done to rows and tenant, in the order of the menu. A new act is a row here and a key. */
const ACTS = {
  'set-status': setStatusAct,
  'set-team-status': setTeamStatusAct,
  deflect: deflectAct,
  escalate: escalateAct,
  'force-logout': forceLogoutAct,
  follow: followAct,
  forget: forgetAct,
  copy: copyAct,
  'read-only': readOnlyAct,
} satisfies Record<string, Act>;

type ActCommand = keyof typeof ACTS;
const COMMANDS = Object.keys(ACTS) as readonly ActCommand[];

function run(context: CommandContext, command: ActCommand): void {
  const dialog = begin(ACTS[command], helpOf(command), context);
  if (dialog) context.store.dispatch({type: 'open', dialog});
}

/** What can be done in the focused panel; what cannot be done now says why. */
function menu(context: CommandContext): Dialog {
  const {focus} = context.store.get();
  const offered = COMMANDS.filter(command => {
    const {panels}: Act = ACTS[command];
    return panels === null || panels.includes(focus);
  });
  const options = offered.map((command): Option => {
    const disabledReason = reasonAgainst(ACTS[command], context);
    return {
      id: command,
      label: helpOf(command),
      note: keyOf(command, context.store.get().ownKeys) ?? '',
      ...(disabledReason === null ? {} : {disabledReason}),
    };
  });
  const count = selectedIds(context).length;
  return {
    kind: 'choice',
    title: count > 1 ? `Actions: ${count} marked rows` : 'Actions',
    hint: 'Enter begins; the key beside it does the same without this menu.',
    options,
    cursor: Math.max(
      0,
      options.findIndex(option => option.disabledReason === undefined),
    ),
    chosen: null,
    onDone: ([id]) => {
      const command = offered.find(one => one === id);
      return command ? begin(ACTS[command], helpOf(command), context) : null;
    },
  };
}

/** The acts as the palette lists them; what cannot be done now says why. */
export function actEntries(context: CommandContext): readonly PaletteEntry[] {
  return COMMANDS.map(command => {
    const act: Act = ACTS[command];
    const disabledReason = reasonAgainst(act, context);
    return {
      id: `action ${command}`,
      title: helpOf(command),
      words: command,
      kind: act.writes ? 'action' : 'view',
      key: keyOf(command, context.store.get().ownKeys) ?? '',
      ...(disabledReason === null ? {} : {disabledReason}),
    };
  });
}

/** Begins with an act, by its name in the palette. */
export function beginAct(context: CommandContext, name: string): Dialog | null {
  const command = COMMANDS.find(one => one === name);
  return command ? begin(ACTS[command], helpOf(command), context) : null;
}

/** The act of a command, as a command. */
const commandsOfActs = Object.fromEntries(
  COMMANDS.map(command => [command, (context: CommandContext) => run(context, command)]),
) as Readonly<Record<ActCommand, (context: CommandContext) => void>>;

/** What keys do to the tenant, and to what is followed. */
export const ACT_COMMANDS = {
  ...commandsOfActs,
  actions: (context: CommandContext) => context.store.dispatch({type: 'open', dialog: menu(context)}),
};
