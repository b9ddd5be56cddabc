import type {Dialog} from './dialog.js';
import {EMPTY_PANEL_VIEW, type PanelEvent, type PanelView, reducePanelView} from './panel-view.js';
import {type TextField, textField, textOf} from './text-field.js';
import type {WaitingDialog, WorkScreen} from './work-view.js';

/** The panels, in the order of their number keys. */
export const PANEL_IDS = ['queues', 'agents', 'presence', 'budget', 'activity', 'watch'] as const;
export type PanelId = (typeof PANEL_IDS)[number];

/** Everything about the screen that is not data. */
export type ViewState = {
  readonly focus: PanelId;
  /** The focused panel takes the whole screen. */
  readonly zoomed: boolean;
  readonly panels: Readonly<Record<PanelId, PanelView>>;
  /** The filter line of the focused panel while it is typed, or null. */
  readonly filtering: TextField | null;
  /** Open dialogs, the last on top. */
  readonly dialogs: readonly Dialog[];
  /** Raised by Ctrl-L: everything is drawn anew. */
  readonly redraws: number;
  /** What the palette was used for lately, newest first. */
  readonly recent: readonly string[];
  /** What forms of operations held, by operation and field; nothing personal. */
  readonly formValues: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Chords that the profile gives to commands instead of the key table's. */
  readonly ownKeys: Readonly<Record<string, readonly string[]>>;
};

export type ViewEvent =
  | {readonly type: 'focus'; readonly panel: PanelId}
  | {readonly type: 'focus-step'; readonly by: 1 | -1}
  | {readonly type: 'zoom'; readonly on?: boolean}
  | {readonly type: 'panel'; readonly panel: PanelId; readonly event: PanelEvent}
  | {readonly type: 'filtering'; readonly field: TextField | null}
  | {readonly type: 'open'; readonly dialog: Dialog}
  /** Replaces the dialog on top. */
  | {readonly type: 'replace'; readonly dialog: Dialog}
  /** A work view shows something else; the cursor stays with its row. */
  | {readonly type: 'work'; readonly id: string; readonly screen: WorkScreen; readonly waiting: WaitingDialog | null}
  | {readonly type: 'close'}
  | {readonly type: 'close-all'}
  | {readonly type: 'used'; readonly entry: string}
  | {readonly type: 'remember'; readonly operation: string; readonly values: Readonly<Record<string, string>>}
  | {readonly type: 'redraw'}
  | {readonly type: 'bind'; readonly keys: ViewState['ownKeys']};

/** A view as saved for the next start. */
export type SavedPanels = Readonly<
  Record<string, Partial<Pick<PanelView, 'sort' | 'filter' | 'alternate'>> | undefined>
>;

const NOTHING_USED = {recent: [], formValues: {}} as const;

/** Most that is remembered of the palette's use. */
const MOST_RECENT = 20;

export function initialViewState(saved: SavedPanels = {}): ViewState {
  const panels = Object.fromEntries(PANEL_IDS.map(id => [id, {...EMPTY_PANEL_VIEW, ...saved[id]}])) as Record<
    PanelId,
    PanelView
  >;
  return {
    focus: 'queues',
    zoomed: false,
    panels,
    filtering: null,
    dialogs: [],
    redraws: 0,
    ...NOTHING_USED,
    ownKeys: {},
  };
}

export function reduceView(state: ViewState, event: ViewEvent): ViewState {
  switch (event.type) {
    case 'focus':
      return {...state, focus: event.panel, filtering: null};
    case 'focus-step': {
      const index = PANEL_IDS.indexOf(state.focus) + event.by;
      const focus = PANEL_IDS[(index + PANEL_IDS.length) % PANEL_IDS.length] ?? state.focus;
      return {...state, focus, filtering: null};
    }
    case 'zoom':
      return {...state, zoomed: event.on ?? !state.zoomed};
    case 'panel': {
      const view = reducePanelView(state.panels[event.panel], event.event);
      return {...state, panels: {...state.panels, [event.panel]: view}};
    }
    case 'filtering': {
      const filtering = event.field;
      if (!filtering) return {...state, filtering};
      // Rows follow while the text is typed.
      const panel: ViewEvent = {type: 'panel', panel: state.focus, event: {type: 'filter', text: textOf(filtering)}};
      return {...reduceView(state, panel), filtering};
    }
    case 'open':
      return {...state, dialogs: [...state.dialogs, event.dialog], filtering: null};
    case 'replace':
      return {...state, dialogs: [...state.dialogs.slice(0, -1), event.dialog]};
    case 'work':
      return {...state, dialogs: state.dialogs.map(dialog => withScreen(dialog, event))};
    case 'close':
      return {...state, dialogs: state.dialogs.slice(0, -1)};
    case 'close-all':
      return {...state, dialogs: []};
    case 'used':
      return {
        ...state,
        recent: [event.entry, ...state.recent.filter(one => one !== event.entry)].slice(0, MOST_RECENT),
      };
    case 'remember':
      return {...state, formValues: {...state.formValues, [event.operation]: event.values}};
    case 'redraw':
      return {...state, redraws: state.redraws + 1};
    case 'bind':
      return {...state, ownKeys: event.keys};
  }
}

function withScreen(dialog: Dialog, {id, screen, waiting}: Extract<ViewEvent, {type: 'work'}>): Dialog {
  if (dialog.kind !== 'work' || dialog.id !== id) return dialog;
  const row = dialog.screen.rows[dialog.cursor];
  const at = row ? screen.rows.findIndex(one => one.id === row.id) : -1;
  const last = Math.max(0, screen.rows.length - 1);
  return {...dialog, screen, waiting, cursor: at < 0 ? Math.min(dialog.cursor, last) : at};
}

/** The dialog on top, or null. */
export const topDialog = (state: ViewState): Dialog | null => state.dialogs.at(-1) ?? null;

/** An empty filter line for the focused panel, holding what is filtered now. */
export const startFiltering = (state: ViewState): TextField => textField(state.panels[state.focus].filter);
