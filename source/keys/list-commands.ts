import type {Selection} from '../panels/panel.js';
import {startFiltering} from '../view/view-state.js';
import type {CommandContext} from './command-context.js';

/** The focused list and where its cursor is; null when the panel is no list, or empty. */
export function focusedList(context: CommandContext): {selection: Selection; index: number; id: string} | null {
  const {focus, panels} = context.store.get();
  const view = panels[focus];
  const selection = context.book.selection(focus, context.data(), view);
  if (!selection) return null;
  const index = context.book.cursorIndex(focus, selection, view);
  const id = selection.ids[index];
  return id === undefined ? null : {selection, index, id};
}

function moveTo(context: CommandContext, wanted: (index: number, last: number, page: number) => number): void {
  const list = focusedList(context);
  if (!list) return;
  const {focus} = context.store.get();
  const last = list.selection.ids.length - 1;
  const index = Math.min(last, Math.max(0, wanted(list.index, last, context.book.pageSize(focus))));
  // At the top of the activity list the cursor stays at the top, where the news arrive; elsewhere it stays with its row.
  const id = focus === 'activity' && index === 0 ? null : (list.selection.ids[index] ?? null);
  context.store.dispatch({type: 'panel', panel: focus, event: {type: 'cursor', id}});
}

function sortBy(context: CommandContext, change: 'next' | 'previous' | 'reverse'): void {
  const {focus, panels} = context.store.get();
  const selection = context.book.selection(focus, context.data(), panels[focus]);
  // Columns that do not fit are left out: an order nobody can see the reason of would only puzzle.
  const sortable = selection?.sortable(context.book.width(focus)) ?? [];
  const [first] = sortable;
  if (!selection || first === undefined) return;
  const sort = selection.sort ?? {column: first, descending: false};
  const at = sortable.indexOf(sort.column);
  const steps = change === 'next' ? 1 : change === 'previous' ? -1 : 0;
  const column =
    change === 'reverse' ? sort.column : (sortable[(at + steps + sortable.length) % sortable.length] ?? first);
  const descending = change === 'reverse' ? !sort.descending : sort.descending;
  context.store.dispatch({type: 'panel', panel: focus, event: {type: 'sort', column, descending}});
}

function mark(context: CommandContext): void {
  const list = focusedList(context);
  if (!list) return;
  const {focus} = context.store.get();
  if (list.selection.canMark(list.index)) {
    context.store.dispatch({type: 'panel', panel: focus, event: {type: 'mark', id: list.id}});
  }
  moveTo(context, index => index + 1);
}

function markMany(context: CommandContext, range: 'anchor' | 'all'): void {
  const list = focusedList(context);
  if (!list) return;
  const {focus, panels} = context.store.get();
  const {ids} = list.selection;
  const anchor = panels[focus].anchor === null ? list.index : ids.indexOf(panels[focus].anchor);
  const from = range === 'all' ? 0 : Math.min(list.index, anchor < 0 ? list.index : anchor);
  const to = range === 'all' ? ids.length - 1 : Math.max(list.index, anchor);
  const wanted = ids.slice(from, to + 1).filter((_, offset) => list.selection.canMark(from + offset));
  context.store.dispatch({type: 'panel', panel: focus, event: {type: 'mark-many', ids: wanted}});
}

const panelEvent = (context: CommandContext, event: {type: 'clear-marks'} | {type: 'toggle-alternate'}): void =>
  context.store.dispatch({type: 'panel', panel: context.store.get().focus, event});

/** Details of a row; a heading folds or unfolds what is below it. */
function detail(context: CommandContext): void {
  const list = focusedList(context);
  const {focus} = context.store.get();
  if (!list) return;
  if (list.selection.isGroup(list.index)) {
    context.store.dispatch({type: 'panel', panel: focus, event: {type: 'fold', id: list.id}});
    return;
  }
  context.store.dispatch({type: 'open', dialog: {kind: 'detail', panel: focus, id: list.id, scroll: 0}});
}

/** What keys do in a list. */
export const LIST_COMMANDS = {
  down: context => moveTo(context, index => index + 1),
  up: context => moveTo(context, index => index - 1),
  'page-down': context => moveTo(context, (index, _last, page) => index + page),
  'page-up': context => moveTo(context, (index, _last, page) => index - page),
  'half-page-down': context => moveTo(context, (index, _last, page) => index + Math.ceil(page / 2)),
  'half-page-up': context => moveTo(context, (index, _last, page) => index - Math.ceil(page / 2)),
  first: context => moveTo(context, () => 0),
  last: context => moveTo(context, (_index, last) => last),
  detail,
  filter: context => context.store.dispatch({type: 'filtering', field: startFiltering(context.store.get())}),
  'filter-keep': context => context.store.dispatch({type: 'filtering', field: null}),
  'filter-drop': context => {
    context.store.dispatch({type: 'panel', panel: context.store.get().focus, event: {type: 'filter', text: ''}});
    context.store.dispatch({type: 'filtering', field: null});
  },
  'next-sort': context => sortBy(context, 'next'),
  'previous-sort': context => sortBy(context, 'previous'),
  'reverse-sort': context => sortBy(context, 'reverse'),
  mark,
  'mark-range': context => markMany(context, 'anchor'),
  'mark-all': context => markMany(context, 'all'),
  'clear-marks': context => panelEvent(context, {type: 'clear-marks'}),
  'toggle-tree': context => panelEvent(context, {type: 'toggle-alternate'}),
  'toggle-requests': context => panelEvent(context, {type: 'toggle-alternate'}),
} satisfies Record<string, (context: CommandContext) => void>;
