import type {Dialog} from '../view/dialog.js';
import {topDialog, type ViewState} from '../view/view-state.js';
import type {Condition, KeyRow, Scope} from './keymap.js';
import type {OwnKeys} from './own-keys.js';

/** What listens to keys now. */
export type Listening = {
  /** Innermost first. */
  readonly scopes: readonly Scope[];
  readonly condition: Condition | null;
  /** Chords of the profile. */
  readonly ownKeys: OwnKeys;
};

/** Whether a row of the key table counts now, given that its scope listens. */
export const isOn = (row: KeyRow, {condition}: Pick<Listening, 'condition'>): boolean =>
  row.when === undefined || (condition !== null && row.when.includes(condition));

/** Where the keys go: the dialog on top, the filter line, or the focused panel and the screen. */
export const listeningOf = (state: ViewState): Listening => ({...placeOf(state), ownKeys: state.ownKeys});

type Place = Omit<Listening, 'ownKeys'>;

function placeOf(state: ViewState): Place {
  const dialog = topDialog(state);
  if (dialog) return listeningDialog(dialog);
  if (state.filtering) return {scopes: ['filter'], condition: null};
  if (state.focus === 'budget') return {scopes: ['global'], condition: null};
  if (state.focus === 'queues' || state.focus === 'agents' || state.focus === 'watch') {
    return {scopes: [state.focus, 'list', 'global'], condition: 'marks'};
  }
  if (state.focus === 'activity') return {scopes: ['activity', 'list', 'global'], condition: null};
  return {scopes: ['list', 'global'], condition: null};
}

function listeningDialog(dialog: Dialog): Place {
  switch (dialog.kind) {
    case 'choice':
      if (dialog.search) return {scopes: ['search'], condition: dialog.chosen ? 'several' : null};
      return {scopes: ['choice'], condition: dialog.chosen ? 'several' : null};
    case 'palette':
    case 'answer':
    case 'waiting':
    case 'work':
      return {scopes: [dialog.kind], condition: null};
    case 'form':
      return {scopes: ['form'], condition: dialog.fields[dialog.focus]?.type === 'text' ? null : 'switch'};
    case 'confirm': {
      if (dialog.stage === 'countdown') return {scopes: ['countdown'], condition: null};
      return {scopes: ['confirm'], condition: CONFIRM_CONDITIONS[dialog.stage]};
    }
    default:
      return {scopes: ['scroll'], condition: null};
  }
}

const CONFIRM_CONDITIONS = {ask: 'buttons', type: 'typing', second: 'second', sending: 'sent'} as const;
