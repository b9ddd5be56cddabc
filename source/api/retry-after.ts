/** Longest wait that a `Retry-After` can impose, in ms. An absurd value must not silence the console for a day. */
export const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

const SECONDS = /^\d+(\.\d+)?$/;
/** All three forms begin with a weekday. `Date.parse` alone takes "-5" for a year. */
const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun)/i;

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or an HTTP date compared with `wallNow` (ms).
 * Milliseconds from 0 to `LONGEST_RETRY_AFTER_MS`; null when absent or unreadable.
 */
export function retryAfterMs(header: string | undefined, wallNow: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  const asked = SECONDS.test(text)
    ? Number(text) * 1000
    : HTTP_DATE.test(text)
      ? Date.parse(text) - wallNow
      : Number.NaN;
  if (Number.isNaN(asked)) return null;
  return Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER_MS);
}
