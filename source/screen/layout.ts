import {PANEL_IDS, type PanelId} from '../view/view-state.js';

/** Where a panel is drawn, in cells from the top left of the screen. */
export type PanelPlace = {
  readonly panel: PanelId;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** How the screen is divided. */
export type Layout = {
  readonly panels: readonly PanelPlace[];
  /** One line with the panels' names: shown when only one of them fits. */
  readonly hasTabs: boolean;
};

/** The least that anything can be read on. */
export const SMALLEST = {columns: 60, rows: 16};

/** Header above; notices and footer below. */
const HEADER_ROWS = 1;
const FOOTER_ROWS = 1;
const TWO_COLUMNS = {columns: 100, rows: 30};
const THREE_COLUMNS = {columns: 170, rows: 40};

/**
 * Divides `columns` x `rows` cells between the panels: one, two or three columns of them, whatever part of it `noticeRows` take.
 */
export function layoutOf(columns: number, rows: number, focus: PanelId, zoomed: boolean, noticeRows = 1): Layout {
  const top = HEADER_ROWS;
  const height = rows - HEADER_ROWS - noticeRows - FOOTER_ROWS;
  const isSmall = columns < TWO_COLUMNS.columns || rows < TWO_COLUMNS.rows;
  if (zoomed || isSmall) {
    const place = {panel: focus, left: 0, top: top + 1, width: columns, height: height - 1};
    return {panels: [place], hasTabs: true};
  }
  const isWide = columns >= THREE_COLUMNS.columns && rows >= THREE_COLUMNS.rows;
  return {panels: isWide ? threeColumns(columns, top, height) : twoColumns(columns, top, height), hasTabs: false};
}

function twoColumns(columns: number, top: number, height: number): readonly PanelPlace[] {
  const wide = Math.floor(columns * 0.6);
  const upper = Math.ceil(height * 0.55);
  return [
    {panel: 'queues', left: 0, top, width: wide, height: upper},
    {panel: 'agents', left: 0, top: top + upper, width: wide, height: height - upper},
    ...sideColumn(wide, top, columns - wide, height),
  ];
}

function threeColumns(columns: number, top: number, height: number): readonly PanelPlace[] {
  const queues = Math.floor(columns * 0.47);
  const agents = Math.floor(columns * 0.31);
  return [
    {panel: 'queues', left: 0, top, width: queues, height},
    {panel: 'agents', left: queues, top, width: agents, height},
    ...sideColumn(queues + agents, top, columns - queues - agents, height),
  ];
}

function sideColumn(left: number, top: number, width: number, height: number): readonly PanelPlace[] {
  const presence = Math.min(18, Math.floor(height * 0.44));
  const budget = Math.min(14, Math.floor(height * 0.25));
  const watch = Math.min(8, Math.floor(height * 0.15));
  const heights: readonly (readonly [PanelId, number])[] = [
    ['presence', presence],
    ['budget', budget],
    ['activity', height - presence - budget - watch],
    ['watch', watch],
  ];
  let from = top;
  return heights.map(([panel, rows]) => {
    const place = {panel, left, top: from, width, height: rows};
    from += rows;
    return place;
  });
}

/** Number key of a panel. */
export const panelNumber = (id: PanelId): number => PANEL_IDS.indexOf(id) + 1;
