import type {Stamp} from '../lib/clock.js';

/** The two channels, in the words of the operation status requests (the wait rows say `voice_call` and `chat`). */
export const CHANNELS = ['call', 'chat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a queue does with a new contact on one channel. */
export type OperationState = 'open' | 'after_hours' | 'over_capacity';

/** A value with the moment its answer arrived. */
export type Known<T> = {readonly value: T; readonly at: Stamp};

/** How many past waits a queue keeps for its trend. */
export const TREND_LENGTH = 60;

/** A leaf menu in one language, as its wait row told. Counts and waits are null where the row left them out. */
export type Queue = {
  /** `lang/menu_id`: menu ids repeat over languages. */
  readonly key: string;
  readonly menuId: number;
  readonly lang: string;
  readonly menuType: string;
  /** Names from the root menu down, joined by " / ". */
  readonly path: string;
  /** Seconds per channel: null when not told; a channel the queue does not take is not in `channels`. */
  readonly wait: Readonly<Record<Channel, number | null>>;
  readonly channels: readonly Channel[];
  readonly loggedIn: number | null;
  readonly available: number | null;
  readonly breakthrough: number | null;
  /** When this row arrived. */
  readonly at: Stamp;
  readonly states: Readonly<Record<Channel, Known<OperationState> | null>>;
  /** Past waits per channel, oldest first, seconds. */
  readonly trend: Readonly<Record<Channel, readonly number[]>>;
};

export const queueKey = (lang: string, menuId: number): string => `${lang}/${menuId}`;
