import {z} from 'zod';

const panel = z.object({
  sort: z.object({column: z.string(), descending: z.boolean()}).optional(),
  filter: z.string().optional(),
  alternate: z.boolean().optional(),
});

/** What is kept of the screen between two runs. Ids only: nothing about end users. */
export const savedStateSchema = z.object({
  version: z.literal(1),
  panels: z.record(z.string(), panel),
  recent: z.array(z.string()).default([]),
  formValues: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  watched: z.object({
    chats: z.array(z.int()),
    jobs: z.array(z.int()),
    bulkUsers: z.array(z.int()).default([]),
    campaignImports: z.array(z.object({campaign: z.int(), job: z.int()})).default([]),
  }),
});

/** How one panel was left. */
export type SavedPanel = {
  readonly sort?: {readonly column: string; readonly descending: boolean};
  readonly filter?: string;
  readonly alternate?: boolean;
};

/** The screen as it was left, per profile and tenant; `watched` are ids of chats and jobs. */
export type SavedState = {
  readonly version: 1;
  readonly panels: Readonly<Record<string, SavedPanel>>;
  /** What the palette was used for, newest first. */
  readonly recent: readonly string[];
  /** What forms held, by operation and field; nothing personal. */
  readonly formValues: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly watched: {
    readonly chats: readonly number[];
    readonly jobs: readonly number[];
    readonly bulkUsers: readonly number[];
    readonly campaignImports: readonly {readonly campaign: number; readonly job: number}[];
  };
};

/** What a first run starts from. */
export const noSavedState: SavedState = {
  version: 1,
  panels: {},
  recent: [],
  formValues: {},
  watched: {chats: [], jobs: [], bulkUsers: [], campaignImports: []},
};
