import {MEAN_WRAP_UP} from './demand.js';
import {type FloorQueue, isOpenAtQueue, type QueueChannel} from './floor-queue.js';

/** How often waits and capacity are worked out anew, ms of floor time. */
export const REFRESH_MS = 15_000;

const LONGEST_ESTIMATE = 3_600_000;
// A line is over capacity until it has come down to this share of its limits, so that it does not flicker.
const RELIEF = 0.7;
const MEMORY_MS = 240_000;

// Whoever waits in the same pool is served first; each of the serving agents frees up once per handling time.
function waitByLine(queue: FloorQueue, line: QueueChannel): number {
  if (queue.available > 0 && line.waiting.length === 0) return 0;
  const perContact = line.meanHandling + MEAN_WRAP_UP;
  return Math.min(LONGEST_ESTIMATE, ((queue.pool.waiting + 1) * perContact) / Math.max(1, queue.serving));
}

/** Estimated wait of a new contact, ms: from the line and the staff, blended with the waits of the last minutes. */
export function estimatedWait(queue: FloorQueue, line: QueueChannel, now: number): number {
  if (!isOpenAtQueue(queue, now)) return 0;
  const recent = line.recentWait * Math.exp((line.recentAt - now) / MEMORY_MS);
  return 0.65 * line.smoothedWait + 0.35 * recent;
}

/** Notes how long a contact really waited, ms. */
export function noteActualWait(line: QueueChannel, wait: number, now: number): void {
  const faded = line.recentWait * Math.exp((line.recentAt - now) / MEMORY_MS);
  line.recentWait = faded + (wait - faded) * 0.35;
  line.recentAt = now;
}

/** Moves the smoothed wait on and decides whether the queue still takes contacts. Due every `REFRESH_MS`. */
export function refreshWaits(queue: FloorQueue, now: number): void {
  for (const line of queue.channels) {
    line.smoothedWait += (waitByLine(queue, line) - line.smoothedWait) * 0.3;
    const wait = estimatedWait(queue, line, now);
    const length = line.waiting.length;
    if (wait > line.maxWait || length >= line.maxLength) line.overCapacity = true;
    else if (wait < line.maxWait * RELIEF && length < line.maxLength * RELIEF) line.overCapacity = false;
  }
}

/** Forgets the past: empty line, wait as the staff gives it. */
export function resetWaits(queue: FloorQueue): void {
  for (const line of queue.channels) {
    line.waiting.length = 0;
    line.overCapacity = false;
    line.recentWait = 0;
    line.smoothedWait = waitByLine(queue, line);
  }
}
