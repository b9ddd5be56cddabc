import type {PanelId} from '../view/view-state.js';
import {activityPanel} from './activity-panel.js';
import {agentsPanel} from './agents-panel.js';
import {budgetPanel} from './budget-panel.js';
import type {Panel} from './panel.js';
import {presencePanel} from './presence-panel.js';
import {queuesPanel} from './queues-panel.js';
import {watchPanel} from './watch-panel.js';

/** Every panel, in the order of the number keys. A new panel is a file and a row here. */
export const PANELS: readonly Panel[] = [
  queuesPanel,
  agentsPanel,
  presencePanel,
  budgetPanel,
  activityPanel,
  watchPanel,
];

export function panelOf(id: PanelId): Panel {
  const panel = PANELS.find(one => one.id === id);
  if (!panel) throw new Error(`no panel is called ${id}`);
  return panel;
}
