/** How a list panel is looked at. Ids are the rows' own: marks and the cursor stay with them when rows move. */
export type PanelView = {
  /** Row under the cursor, or null for the first. */
  readonly cursor: string | null;
  readonly marks: ReadonlySet<string>;
  /** Where a range mark would start: the row marked last. */
  readonly anchor: string | null;
  readonly sort: {readonly column: string; readonly descending: boolean} | null;
  /** Text the rows must contain; empty shows all. */
  readonly filter: string;
  /** The other way to list: queues in one list instead of the menu tree, activity without requests. */
  readonly alternate: boolean;
  /** Queues only: menus whose queues are out of sight, by the ids of their heading rows. */
  readonly folded: ReadonlySet<string>;
};

export const EMPTY_PANEL_VIEW: PanelView = {
  cursor: null,
  marks: new Set(),
  anchor: null,
  sort: null,
  filter: '',
  alternate: false,
  folded: new Set(),
};

/** What can happen to a panel's view. */
export type PanelEvent =
  | {readonly type: 'cursor'; readonly id: string | null}
  | {readonly type: 'mark'; readonly id: string}
  | {readonly type: 'mark-many'; readonly ids: readonly string[]}
  | {readonly type: 'clear-marks'}
  | {readonly type: 'sort'; readonly column: string; readonly descending: boolean}
  | {readonly type: 'filter'; readonly text: string}
  | {readonly type: 'toggle-alternate'}
  | {readonly type: 'fold'; readonly id: string};

export function reducePanelView(view: PanelView, event: PanelEvent): PanelView {
  switch (event.type) {
    case 'cursor':
      return {...view, cursor: event.id};
    case 'mark':
      return {...view, marks: toggled(view.marks, event.id), anchor: event.id};
    case 'mark-many':
      return {...view, marks: new Set([...view.marks, ...event.ids])};
    case 'clear-marks':
      return {...view, marks: new Set(), anchor: null};
    case 'sort':
      return {...view, sort: {column: event.column, descending: event.descending}};
    case 'filter':
      return {...view, filter: event.text};
    case 'toggle-alternate':
      return {...view, alternate: !view.alternate};
    case 'fold':
      return {...view, folded: toggled(view.folded, event.id)};
  }
}

/** `ids` with `id` taken out, or put in where it was missing. */
export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
