import type {Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import {WAIT_CELLS} from '../picture/wait-cells.js';
import type {QueuesResource} from '../state/resources.js';

const RANK: Readonly<Record<Level, number>> = {ok: 0, warn: 1, critical: 2};

/** The worst that is known of a queue: what has reached a threshold, or turns contacts away. */
export function worstLevel(resource: QueuesResource, queue: Queue): Level {
  if (queue.channels.some(channel => queue.states[channel]?.value === 'over_capacity')) return 'critical';
  return WAIT_CELLS.map(cell => resource.level(queue, cell)).reduce((worst, one) =>
    RANK[one] > RANK[worst] ? one : worst,
  );
}

const longest = ({wait}: Queue): number => Math.max(wait.call ?? -1, wait.chat ?? -1);

/** Queues that need somebody first: by level, then by the longer of their waits, then by name. */
export function worstFirst(resource: QueuesResource): readonly {readonly queue: Queue; readonly level: Level}[] {
  return resource.queues
    .map(queue => ({queue, level: worstLevel(resource, queue), wait: longest(queue)}))
    .sort((a, b) => RANK[b.level] - RANK[a.level] || b.wait - a.wait || (a.queue.path < b.queue.path ? -1 : 1));
}
