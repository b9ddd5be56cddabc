import type {Stamp} from '../lib/clock.js';
import type {Known} from './queue.js';

/** A user of the platform, with the presence that the console holds most likely. */
export type Agent = {
  readonly id: number;
  readonly name: string;
  readonly number: string;
  readonly email: string;
  readonly location: string;
  readonly teams: readonly string[];
  readonly roles: readonly string[];
  /** Deactivated users are kept apart: they are in no count. */
  readonly active: boolean;
  readonly presence: Presence;
  readonly online: Known<boolean> | null;
  readonly wrapUp: Known<boolean> | null;
};

/** Presence as far as it is known. */
export type Presence = {
  /** Most likely status, or null while nothing is known. */
  readonly statusId: number | null;
  /** Chance that `statusId` is right, 0 to 1; 0 while nothing is known. */
  readonly confidence: number;
  /** When an answer last told something positive: this agent is in that status. */
  readonly seenAt: Stamp | null;
  /**
   * When the console saw this status replace another one. Null for the first status known: when that was entered, nobody
   * tells.
   */
  readonly heldSince: Stamp | null;
  /** Held in none of the statuses that the profile lists; `statusId` is null then. */
  readonly isUnlisted: boolean;
};

export const UNKNOWN_PRESENCE: Presence = {
  statusId: null,
  confidence: 0,
  seenAt: null,
  heldSince: null,
  isUnlisted: false,
};
