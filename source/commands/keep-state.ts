import {stampOf} from '../lib/clock.js';
import type {WatchKind} from '../picture/watch-list.js';
import {loadSavedState} from '../saved-state/load-saved-state.js';
import {saveState} from '../saved-state/save-state.js';
import type {SavedPanel, SavedState} from '../saved-state/saved-state.js';
import {savedStatePath} from '../saved-state/saved-state-path.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {Settings} from '../settings/settings.js';
import type {ActivityLog} from '../state/activity-log.js';
import {PANEL_IDS, type PanelId} from '../view/view-state.js';
import type {ViewStore} from '../view/view-store.js';

/** The screen is saved when it has not changed for this long, ms. */
const QUIET_MS = 2000;

/**
 * Restores how panels were left and what was followed, then saves both whenever they change, until `signal` aborts.
 * `save` writes at once; a failure becomes a notice.
 */
export async function keepState(options: {
  states: string;
  settings: Settings;
  session: TenantSession;
  store: ViewStore;
  activity: ActivityLog;
  signal: AbortSignal;
}): Promise<{readonly save: () => Promise<void>}> {
  const {session, store, activity, signal} = options;
  const {clock, watchList} = session;
  const path = savedStatePath(options.states, options.settings.profile, options.settings.tenant);
  const {state, notice} = await loadSavedState(path);
  if (notice) activity.add(stampOf(clock), 'notice', notice);
  restore(store, state);
  for (const id of state.watched.chats) watchList.follow('chat', id, clock.now());
  for (const id of state.watched.jobs) watchList.follow('job', id, clock.now());
  for (const id of state.watched.bulkUsers) watchList.follow('bulk-users', id, clock.now());
  for (const {campaign, job} of state.watched.campaignImports) {
    watchList.follow('campaign-import', job, clock.now(), campaign);
  }

  let saved = JSON.stringify(stateOf(store, session));
  let waiting = false;
  let writing = Promise.resolve();
  const write = async (present: SavedState): Promise<void> => {
    const problem = await saveState(path, present);
    if (problem) activity.add(stampOf(clock), 'problem', problem);
  };
  // Whoever asks last waits for what is being written, too: the program may end right after.
  const save = (): Promise<void> => {
    const present = stateOf(store, session);
    const text = JSON.stringify(present);
    if (text !== saved) {
      saved = text;
      writing = writing.then(() => write(present));
    }
    return writing;
  };
  const soon = () => {
    if (waiting || signal.aborted) return;
    waiting = true;
    void clock
      .sleep(QUIET_MS, signal)
      .then(save, () => {})
      .finally(() => {
        waiting = false;
      });
  };
  const stops = [store.subscribe(soon), watchList.onChange(soon)];
  signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
  });
  return {save};
}

function restore(store: ViewStore, state: SavedState): void {
  for (const entry of state.recent.toReversed()) store.dispatch({type: 'used', entry});
  for (const [operation, values] of Object.entries(state.formValues)) {
    store.dispatch({type: 'remember', operation, values});
  }
  for (const panel of PANEL_IDS) {
    const saved = state.panels[panel];
    if (saved?.sort) store.dispatch({type: 'panel', panel, event: {type: 'sort', ...saved.sort}});
    if (saved?.filter) store.dispatch({type: 'panel', panel, event: {type: 'filter', text: saved.filter}});
    if (saved?.alternate) store.dispatch({type: 'panel', panel, event: {type: 'toggle-alternate'}});
  }
}

function stateOf(store: ViewStore, session: TenantSession): SavedState {
  const {panels, filtering, focus, recent, formValues} = store.get();
  const savedPanel = (id: PanelId): SavedPanel => ({
    ...(panels[id].sort ? {sort: panels[id].sort} : {}),
    // A filter that is still being typed was not meant to stay.
    ...(panels[id].filter && !(filtering && focus === id) ? {filter: panels[id].filter} : {}),
    ...(panels[id].alternate ? {alternate: true} : {}),
  });
  const open = session.watchList.all.filter(watched => !watched.ended);
  const ids = (kind: WatchKind) => open.filter(watched => watched.kind === kind).map(watched => watched.id);
  return {
    version: 1,
    panels: Object.fromEntries(PANEL_IDS.map(id => [id, savedPanel(id)])),
    recent,
    formValues,
    watched: {
      chats: ids('chat'),
      jobs: ids('job'),
      bulkUsers: ids('bulk-users'),
      campaignImports: open
        .filter(watched => watched.kind === 'campaign-import')
        .map(watched => ({campaign: watched.parent ?? 0, job: watched.id})),
    },
  };
}
