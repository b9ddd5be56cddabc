import type {PanelView} from '../view/panel-view.js';
import type {PanelId} from '../view/view-state.js';
import type {PanelData, Selection} from './panel.js';
import {panelOf} from './registry.js';

type Entry = {readonly source: unknown; readonly view: PanelView; readonly selection: Selection};

/**
 * The rows each panel shows, computed once for drawing and for keys alike. It also knows where the cursor was, so that a
 * row that vanishes leaves the cursor beside its place.
 */
export class RowBook {
  readonly #entries = new Map<PanelId, Entry>();
  readonly #cursorAt = new Map<PanelId, number>();
  readonly #tops = new Map<PanelId, number>();
  readonly #heights = new Map<PanelId, number>();

  /** Rows of a panel, or null for panels that are not lists. */
  selection(id: PanelId, data: PanelData, view: PanelView): Selection | null {
    const panel = panelOf(id);
    if (!panel.select) return null;
    const source = panel.source(data);
    const before = this.#entries.get(id);
    if (before && before.source === source && sameRows(before.view, view)) return before.selection;
    const selection = panel.select(data, view);
    this.#entries.set(id, {source, view, selection});
    return selection;
  }

  /** Where the cursor stands now; -1 in an empty list. */
  cursorIndex(id: PanelId, selection: Selection, view: PanelView): number {
    const {ids} = selection;
    if (ids.length === 0) return -1;
    const found = view.cursor === null ? 0 : ids.indexOf(view.cursor);
    const index = found >= 0 ? found : Math.min(this.#cursorAt.get(id) ?? 0, ids.length - 1);
    this.#cursorAt.set(id, index);
    return index;
  }

  /** First row shown when `height` rows fit: moves only as far as the cursor demands. */
  top(id: PanelId, cursor: number, count: number, height: number): number {
    this.#heights.set(id, height);
    const before = Math.min(this.#tops.get(id) ?? 0, Math.max(0, count - height));
    const top = cursor < before ? Math.max(0, cursor) : cursor >= before + height ? cursor - height + 1 : before;
    this.#tops.set(id, top);
    return top;
  }

  /** Rows that fitted when the panel was drawn last: what a page is. */
  pageSize(id: PanelId): number {
    return Math.max(1, this.#heights.get(id) ?? 10);
  }
}

const sameRows = (a: PanelView, b: PanelView): boolean =>
  a.sort === b.sort && a.filter === b.filter && a.flat === b.flat;
