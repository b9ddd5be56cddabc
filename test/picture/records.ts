import type {UserRecord} from '../../source/api/operations/users.js';
import type {Stamp} from '../../source/lib/clock.js';
import {Picture, type PictureChange} from '../../source/picture/picture.js';
import {statusList} from '../../source/picture/presence/status-list.js';

export const NAMES = new Map([
  [1, 'Available'],
  [2, 'Offline'],
  [3, 'In-call'],
  [4, 'Break'],
]);

export const user = (id: number, rest: Partial<UserRecord> = {}): UserRecord =>
  ({id, first_name: `Agent ${id}`, ...rest}) as UserRecord;

export const users = (count: number, from = 1): UserRecord[] =>
  Array.from({length: count}, (_, index) => user(from + index));

/** A moment `ms` after the start. */
export const at = (ms: number): Stamp => ({mono: ms, wall: 1_800_000_000_000 + ms});

/** A picture with its changes, newest last. */
export function picture(names: ReadonlyMap<number, string> = NAMES) {
  const made = new Picture(statusList(names));
  const changes: PictureChange[] = [];
  made.onChange(news => changes.push(...news));
  return {picture: made, changes};
}
