/** How one kind of row is looked at. Ids are those of its panel's rows. */
export type Looking = {
  /** Whether its panel is on the screen at all. */
  readonly isShown: boolean;
  /** Rows on the screen; null where there is no screen, and every row counts the same. */
  readonly visible: ReadonlySet<string> | null;
  /** The row under the cursor, or the one that is shown in full. */
  readonly cursor: string | null;
};

/** What somebody is looking at; questions about it count more. Written by the screen, read by the plan. */
export type Attention = {
  queues: Looking;
  agents: Looking;
  presence: {readonly isShown: boolean};
  /** What an action has promised and polls have not shown yet: the status of each agent, by id. */
  awaited: ReadonlyMap<number, number>;
};

/** What a cell counts: under the cursor, on the screen, beside it in the same panel, or in a panel that is not shown. */
export const WEIGHT = {cursor: 2, visible: 1, beside: 0.1, hidden: 0.03} as const;
/** An agent in the wrong place makes the counts per status wrong; where those are shown every agent counts at least this. */
export const COUNTED = 0.2;

const ALL: Looking = {isShown: true, visible: null, cursor: null};

/** Nobody looks at one row more than at another: no screen, or one that has not been drawn yet. */
export const lookingAtAll = (): Attention => ({
  queues: ALL,
  agents: ALL,
  presence: {isShown: true},
  awaited: new Map(),
});

/** Weight of the row `id`. */
export function weightOf({isShown, visible, cursor}: Looking, id: string): number {
  if (!isShown) return WEIGHT.hidden;
  if (visible === null) return WEIGHT.visible;
  if (cursor === id) return WEIGHT.cursor;
  return visible.has(id) ? WEIGHT.visible : WEIGHT.beside;
}
