import type {Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import {WAIT_CELLS} from '../picture/wait-cells.js';
import type {QueuesResource} from '../state/resources.js';

const RANK: Readonly<Record<Level, number>> = {ok: 0, warn: 1, critical: 2};

/** The worst threshold that a queue's waits and counts have reached. */
export const limitLevel = (resource: QueuesResource, queue: Queue): Level =>
  WAIT_CELLS.map(cell => resource.level(queue, cell)).reduce((worst, one) => (RANK[one] > RANK[worst] ? one : worst));

/** The worst that is known of a queue: what has reached a threshold, or turns contacts away. */
const worstLevel = (resource: QueuesResource, queue: Queue): Level =>
  queue.channels.some(channel => queue.states[channel]?.value === 'over_capacity')
    ? 'critical'
    : limitLevel(resource, queue);

const longest = ({wait}: Queue): number => Math.max(wait.call ?? -1, wait.chat ?? -1);

/** Queues that need somebody first: by level, then by the longer of their waits, then by name. */
export function worstFirst(resource: QueuesResource): readonly {readonly queue: Queue; readonly level: Level}[] {
  return resource.queues
    .map(queue => ({queue, level: worstLevel(resource, queue), wait: longest(queue)}))
    .sort((a, b) => RANK[b.level] - RANK[a.level] || b.wait - a.wait || (a.queue.path < b.queue.path ? -1 : 1));
}
