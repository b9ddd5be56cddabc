import type {PanelView} from '../view/panel-view.js';
import type {PanelId} from '../view/view-state.js';
import type {PanelData, Selection} from './panel.js';
import {panelOf} from './registry.js';

type Entry = {readonly source: unknown; readonly view: PanelView; readonly selection: Selection};

/** The part of a panel's rows that is on the screen. */
type Window = {readonly top: number; readonly height: number; readonly width: number};

const UNSEEN: Window = {top: 0, height: 10, width: 80};

/**
 * The rows each panel shows, computed once for drawing and for keys alike, and what was seen of them: where the cursor
 * was, so that a row that vanishes leaves the cursor beside its place, and how much fitted.
 */
export class RowBook {
  readonly #entries = new Map<PanelId, Entry>();
  readonly #cursorAt = new Map<PanelId, number>();
  readonly #windows = new Map<PanelId, Window>();
  /** How far the dialog on top can be scrolled. */
  lastScroll = 0;

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
    const found = view.cursor === null ? 0 : this.#indexOf(id, ids, view.cursor);
    const index = found >= 0 ? found : Math.min(this.#cursorAt.get(id) ?? 0, ids.length - 1);
    this.#cursorAt.set(id, index);
    return index;
  }

  /** First row shown when `height` rows of `width` columns fit: moves only as far as the cursor demands. */
  top(id: PanelId, cursor: number, count: number, {height, width}: {height: number; width: number}): number {
    const before = Math.min(this.#window(id).top, Math.max(0, count - height));
    const top = cursor < before ? Math.max(0, cursor) : cursor >= before + height ? cursor - height + 1 : before;
    this.#windows.set(id, {top, height, width});
    return top;
  }

  /** Rows that fitted when the panel was drawn last: what a page is. */
  pageSize(id: PanelId): number {
    return Math.max(1, this.#window(id).height);
  }

  /** Columns that the rows had when the panel was drawn last. */
  width(id: PanelId): number {
    return this.#window(id).width;
  }

  /** Ids of the rows that were on the screen when the panel was drawn last. */
  shown(id: PanelId): readonly string[] {
    const {top, height} = this.#window(id);
    return this.#entries.get(id)?.selection.ids.slice(top, top + height) ?? [];
  }

  #window(id: PanelId): Window {
    return this.#windows.get(id) ?? UNSEEN;
  }

  /** Most often the row is where it was. */
  #indexOf(id: PanelId, ids: readonly string[], wanted: string): number {
    const before = this.#cursorAt.get(id) ?? 0;
    return ids[before] === wanted ? before : ids.indexOf(wanted);
  }
}

const sameRows = (a: PanelView, b: PanelView): boolean =>
  a.sort === b.sort && a.filter === b.filter && a.alternate === b.alternate && a.folded === b.folded;
