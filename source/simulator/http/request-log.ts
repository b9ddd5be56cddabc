/** One request that reached the server. */
export type RequestRecord = {
  /** Arrival on the monotonic clock, ms with fractions. */
  readonly at: number;
  readonly method: string;
  /** Below the API root (`/users`); the whole path when outside of it. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly status: number;
  /** Parsed JSON of the request; undefined without a body or when it was not read. */
  readonly body: unknown;
};

/** The latest requests, oldest first, in the order in which they were answered. */
export type RequestLog = {
  readonly records: readonly RequestRecord[];
  readonly add: (record: RequestRecord) => void;
  /** Calls the listener for each new record; the returned function stops that. */
  readonly onRequest: (listener: (record: RequestRecord) => void) => () => void;
};

/** A log that keeps the last `most` records. */
export function createRequestLog(most: number): RequestLog {
  const records: RequestRecord[] = [];
  const listeners = new Set<(record: RequestRecord) => void>();
  return {
    records,
    add(record) {
      records.push(record);
      if (records.length > most) records.shift();
      for (const listener of listeners) listener(record);
    },
    onRequest(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
