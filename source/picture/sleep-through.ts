import {beforeSleep, type Stamp} from '../lib/clock.js';
import type {Picture} from './picture.js';
import type {Known} from './queue.js';

/** The machine slept for `ms`: whatever `picture` was told before is that much older than the monotonic clock says. */
export function sleepThrough(picture: Picture, ms: number): void {
  const older = <Value>(known: Known<Value> | null): Known<Value> | null =>
    known && {...known, at: beforeSleep(known.at, ms)};
  for (const [key, queue] of picture.queues) {
    const {call, chat} = queue.states;
    picture.queues.set(key, {
      ...queue,
      at: beforeSleep(queue.at, ms),
      states: {call: older(call), chat: older(chat)},
    });
  }
  for (const stamps of [picture.statusSeenAt, picture.waitsAt] as readonly Map<unknown, Stamp>[]) {
    for (const [key, at] of stamps) stamps.set(key, beforeSleep(at, ms));
  }
  if (picture.directoryAt) picture.directoryAt = beforeSleep(picture.directoryAt, ms);
}
