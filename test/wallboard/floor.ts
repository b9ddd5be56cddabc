import type {Stamp} from '../../source/lib/clock.js';
import type {OperationState, Queue} from '../../source/picture/queue.js';
import {Thresholds} from '../../source/picture/thresholds.js';
import {NO_QUEUES, type QueuesResource} from '../../source/state/resources.js';

/** A moment `ms` after the start. */
export const at = (ms: number): Stamp => ({mono: ms, wall: 1_800_000_000_000 + ms});

type Given = {
  readonly path?: string;
  readonly call?: number | null;
  readonly chat?: number | null;
  /** Of both channels; null: not known. */
  readonly state?: OperationState | null;
  readonly at?: Stamp;
};

function queue(
  {path = 'Sales', call = 0, chat = null, state = 'open', at: told = at(9000)}: Given,
  index: number,
): Queue {
  const known = state && {value: state, at: told};
  const both = {call, chat};
  return {
    key: `en/${index}`,
    menuId: index,
    lang: 'en',
    menuType: 'ivr_menu',
    path,
    wait: both,
    channels: (['call', 'chat'] as const).filter(channel => both[channel] !== null),
    loggedIn: 5,
    available: 2,
    breakthrough: 0,
    at: told,
    states: {call: known, chat: known},
    trend: {call: [], chat: []},
  };
}

/** Queues as the session publishes them, with the usual thresholds; looked at every 10 s. */
export function queues(given: readonly Given[]): QueuesResource {
  const thresholds = new Thresholds();
  return {
    ...NO_QUEUES,
    queues: given.map(queue),
    planned: () => 10_000,
    level: (one, cell) => thresholds.level(one, cell),
    limits: (one, cell) => thresholds.limits(one, cell),
  };
}
