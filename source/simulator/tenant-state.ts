import type {EndUserBook} from './end-user-book.js';
import type {Floor} from './floor/floor.js';

/** What the routes work on. */
export type TenantState = {
  readonly floor: Floor;
  readonly endUsers: EndUserBook;
  /** Moment of the server's wall clock (ms since 1970) at which a moment of floor time is, or was, seen. */
  readonly toWall: (floorTime: number) => number;
  /** The other way round. */
  readonly toFloor: (wall: number) => number;
  /** Largest set of agents that is changed within the request. */
  readonly jobThreshold: number;
  readonly discloseDeflection: boolean;
  readonly pagingHeaders: boolean;
};

/** ISO 8601 in UTC with milliseconds, of a moment of floor time; null stays null. */
export const isoOf = (state: TenantState, floorTime: number | null): string | null =>
  floorTime === null ? null : new Date(state.toWall(floorTime)).toISOString();
