import {topDialog, type ViewState} from '../view/view-state.js';
import type {Scope} from './keymap.js';

/** Scopes that listen now, innermost first. */
export function scopesOf(state: ViewState): readonly Scope[] {
  const dialog = topDialog(state);
  if (dialog) {
    switch (dialog.kind) {
      case 'choice':
      case 'form':
        return [dialog.kind];
      case 'confirm':
        return [dialog.stage === 'countdown' ? 'countdown' : 'confirm'];
      default:
        return ['scroll'];
    }
  }
  if (state.filtering) return ['filter'];
  const own: readonly Scope[] =
    state.focus === 'queues' || state.focus === 'agents' || state.focus === 'watch' ? [state.focus] : [];
  return [...own, 'list', 'global'];
}
