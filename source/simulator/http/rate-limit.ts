/** Decides which requests a customer may make. */
export type RateLimit = {
  /** Whether the request that arrived at this monotonic moment (ms) is accepted. Refused ones change nothing. */
  readonly accepts: (at: number) => boolean;
};

/**
 * One request per 1000/rate ms, counted from the last accepted one; never a burst. Rates below 1 are fine; 0 and
 * Infinity mean no limit.
 */
export function createRateLimit(rate: number): RateLimit {
  const spacing = rate > 0 && Number.isFinite(rate) ? 1000 / rate : 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    accepts(at) {
      if (at - last < spacing) return false;
      last = at;
      return true;
    },
  };
}
