import type {Channel, Queue} from '../../picture/queue.js';

/** What a wait row says of how a queue is doing on one channel. */
export const SIGNS = ['unknown', 'nobody', 'calm', 'short', 'busy', 'long', 'swamped'] as const;
export type Sign = (typeof SIGNS)[number];

/** Waits that are no longer short, and so on, s. */
const SHORT_S = 60;
const BUSY_S = 120;
const LONG_S = 300;

/**
 * A noisy sign of over capacity and of opening: the length of the wait while nobody is free, and whether anybody is there.
 * Every wait row gives one for free (noisy signs of change beside exact looks: Busa-Fekete, Zimmert, György, Qiu, Sung,
 * Shen, Choi, Subramaniam and Xiao, arXiv 2502.02430, 2025).
 */
export function signOf({wait, available, loggedIn}: Queue, channel: Channel): Sign {
  const seconds = wait[channel];
  if (loggedIn === 0) return 'nobody';
  if (seconds === null) return 'unknown';
  if ((available ?? 0) > 0 && seconds < SHORT_S) return 'calm';
  if (seconds < SHORT_S) return 'short';
  if (seconds < BUSY_S) return 'busy';
  return seconds < LONG_S ? 'long' : 'swamped';
}
