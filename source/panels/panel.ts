import type {Line} from '../components/line.js';
import type {Glyphs} from '../components/theme.js';
import type {Stamp} from '../lib/clock.js';
import type {ResourceMap} from '../state/resources.js';
import type {PanelView} from '../view/panel-view.js';
import type {PanelId} from '../view/view-state.js';

/** What panels draw from: the newest of each resource, undefined while there is none. */
export type PanelData = Readonly<Partial<ResourceMap>>;

/** What drawing a cell needs beside its row. */
export type DrawContext = {
  readonly glyphs: Glyphs;
  readonly isAscii: boolean;
  /** Ms since `stamp`. */
  readonly age: (stamp: Stamp) => number;
};

/** Rows of a panel after filter and sort, ready to be drawn. */
export type Selection = {
  readonly ids: readonly string[];
  /** How many rows there were before the filter. */
  readonly total: number;
  /** Columns of a panel of `width` columns that can be sorted by, in the order of the screen. */
  readonly sortable: (width: number) => readonly string[];
  /** What the rows are sorted by; null for the order in which they came. */
  readonly sort: PanelView['sort'];
  readonly header: (width: number, context: DrawContext) => Line;
  readonly row: (index: number, width: number, context: DrawContext) => Line;
  /** Whether a row can carry a mark; group lines cannot. */
  readonly canMark: (index: number) => boolean;
  /** Whether a row is the heading of others, which it can fold away. */
  readonly isGroup: (index: number) => boolean;
};

/** One panel: a row of the registry. */
export type Panel = {
  readonly id: PanelId;
  readonly title: string;
  /** What the rows are made of; the selection is made anew when it changes. Undefined: nothing arrived yet. */
  readonly source: (data: PanelData) => unknown;
  /** Rows under a view; null for panels that are not lists. */
  readonly select: ((data: PanelData, view: PanelView) => Selection) | null;
  /** Lines of a panel that is not a list. */
  readonly lines?: (data: PanelData, width: number, context: DrawContext) => readonly Line[];
  /** What stands in the panel while there is no row and no filter. */
  readonly empty: string;
  /** Right side of the title. */
  readonly badge: (data: PanelData, context: DrawContext) => Line;
  /** What its other way to list leaves out, where that cannot be seen from the rows. */
  readonly alternateNote?: string;
  /** When and how what is shown of a row is known, in words; null when the row is gone or says nothing of the floor. */
  readonly known?: (data: PanelData, id: string, context: DrawContext) => string | null;
  /** What Enter shows of a row; null when the row is gone. */
  readonly detail: (data: PanelData, id: string, context: DrawContext) => readonly Line[] | null;
};
