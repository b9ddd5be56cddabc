import {PANEL_IDS, type PanelId} from '../view/view-state.js';
import type {CommandContext} from './command-context.js';
import {focusedList} from './list-commands.js';

const focusOn = (panel: PanelId) => (context: CommandContext) => context.store.dispatch({type: 'focus', panel});

/** Esc: closes what is open, then clears the filter, then leaves the zoom; never more than one of them, never quits. */
function back(context: CommandContext): void {
  const {focus, panels, zoomed} = context.store.get();
  if (panels[focus].filter !== '') {
    context.store.dispatch({type: 'panel', panel: focus, event: {type: 'filter', text: ''}});
  } else if (panels[focus].marks.size > 0) {
    context.store.dispatch({type: 'panel', panel: focus, event: {type: 'clear-marks'}});
  } else if (zoomed) {
    context.store.dispatch({type: 'zoom', on: false});
  }
}

/** Keys of this place; over a list with nothing open also how its row is known. */
function help(context: CommandContext): void {
  const {dialogs, focus} = context.store.get();
  const list = dialogs.length === 0 ? focusedList(context) : null;
  const row = list && !list.selection.isGroup(list.index) ? {panel: focus, id: list.id} : null;
  context.store.dispatch({type: 'open', dialog: {kind: 'help', row, scroll: 0}});
}

/** What keys do to the screen as a whole. */
export const SCREEN_COMMANDS = {
  help,
  quit: context => context.exit(),
  suspend: context => context.suspend(),
  redraw: context => {
    context.repaint();
    context.store.dispatch({type: 'redraw'});
  },
  refresh: context => context.engine()?.session.poller.retryNow(),
  'next-panel': context => context.store.dispatch({type: 'focus-step', by: 1}),
  'previous-panel': context => context.store.dispatch({type: 'focus-step', by: -1}),
  'panel-1': focusOn(PANEL_IDS[0]),
  'panel-2': focusOn(PANEL_IDS[1]),
  'panel-3': focusOn(PANEL_IDS[2]),
  'panel-4': focusOn(PANEL_IDS[3]),
  'panel-5': focusOn(PANEL_IDS[4]),
  'panel-6': focusOn(PANEL_IDS[5]),
  zoom: context => context.store.dispatch({type: 'zoom'}),
  back,
} satisfies Record<string, (context: CommandContext) => void>;
