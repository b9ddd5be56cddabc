/** Longest wait that a `Retry-After` can impose, in ms. An absurd value must not silence the console for a day. */
export const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or an HTTP date compared with `wallNow` (ms).
 * Milliseconds from 0 to `LONGEST_RETRY_AFTER_MS`; null when absent or unreadable.
 */
export function retryAfterMs(header: string | undefined, wallNow: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  const asked = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wallNow;
  if (Number.isNaN(asked)) return null;
  return Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER_MS);
}
