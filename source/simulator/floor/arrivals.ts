import {demandShare} from './demand.js';
import {type FloorQueue, isOpenAtQueue, type QueueChannel} from './floor-queue.js';
import type {Random} from './random.js';
import type {Timeline} from './timeline.js';

const HOUR = 3_600_000;
// Some try although the queue is closed.
const CLOSED_SHARE = 0.08;

type Setting = {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly queues: readonly FloorQueue[];
  /** Called for each contact that arrives, opening hours or not. */
  readonly onArrival: (queue: FloorQueue, line: QueueChannel) => void;
};

/** Plans the arrivals of every queue and channel: Poisson, the rate following the time of day by thinning. */
export function startArrivals({timeline, random, queues, onArrival}: Setting): void {
  for (const queue of queues) {
    for (const line of queue.channels) {
      // Candidates come at the peak rate; a share of them, by the hour, is real.
      const plan = (): void =>
        timeline.after(random.exponential(HOUR / line.peakRate), () => {
          plan();
          const now = timeline.now();
          const share = demandShare(now) * (isOpenAtQueue(queue, now) ? 1 : CLOSED_SHARE);
          if (random.chance(share)) onArrival(queue, line);
        });
      plan();
    }
  }
}
