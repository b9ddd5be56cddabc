import {durationWords} from './duration-words.js';

const MEGABYTE = 1_000_000;

/** A transfer is looked at no more often than this, ms. */
export const PROGRESS_STEP_MS = 200;

/** Share or bytes, rate, and the time left where the size is known; bytes, and `ms` since it began. */
export function progressWords(
  {done, total}: {readonly done: number; readonly total: number | null},
  ms: number,
): string {
  const rate = ms > 0 ? done / (ms / 1000) : 0;
  const speed = `${(rate / MEGABYTE).toFixed(1)} MB/s`;
  const amount = `${(done / MEGABYTE).toFixed(1)} MB`;
  if (total === null || total === 0) return `${amount}, ${speed}`;
  const left = rate > 0 ? `, ${durationWords(((total - done) / rate) * 1000)} left` : '';
  return `${Math.floor((done / total) * 100)} % of ${(total / MEGABYTE).toFixed(1)} MB, ${speed}${left}`;
}
