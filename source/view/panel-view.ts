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
  /** Queues only: one list instead of the menu tree. */
  readonly flat: boolean;
};

export const EMPTY_PANEL_VIEW: PanelView = {
  cursor: null,
  marks: new Set(),
  anchor: null,
  sort: null,
  filter: '',
  flat: false,
};

/** What can happen to a panel's view. */
export type PanelEvent =
  | {readonly type: 'cursor'; readonly id: string | null}
  | {readonly type: 'mark'; readonly id: string}
  | {readonly type: 'mark-many'; readonly ids: readonly string[]}
  | {readonly type: 'clear-marks'}
  | {readonly type: 'sort'; readonly column: string; readonly descending: boolean}
  | {readonly type: 'filter'; readonly text: string}
  | {readonly type: 'toggle-flat'};

export function reducePanelView(view: PanelView, event: PanelEvent): PanelView {
  switch (event.type) {
    case 'cursor':
      return {...view, cursor: event.id};
    case 'mark': {
      const marks = new Set(view.marks);
      if (!marks.delete(event.id)) marks.add(event.id);
      return {...view, marks, anchor: event.id};
    }
    case 'mark-many':
      return {...view, marks: new Set([...view.marks, ...event.ids])};
    case 'clear-marks':
      return {...view, marks: new Set(), anchor: null};
    case 'sort':
      return {...view, sort: {column: event.column, descending: event.descending}};
    case 'filter':
      return {...view, filter: event.text};
    case 'toggle-flat':
      return {...view, flat: !view.flat};
  }
}
