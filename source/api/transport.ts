import {type Dispatcher, Pool} from 'undici';
import type {Clock} from '../lib/clock.js';
import {deferred} from '../lib/deferred.js';

/** Limits of one exchange. Times in ms, size in bytes. */
export type TransportLimits = {
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly largestBody: number;
  readonly connections: number;
};

export const DEFAULT_LIMITS: TransportLimits = {
  connectTimeout: 10_000,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  largestBody: 32 * 1024 * 1024,
  connections: 8,
};

/** One kept-alive pool for a tenant's origin. TLS certificates are always verified; there is no switch. */
export function createPool(origin: string, limits: TransportLimits = DEFAULT_LIMITS): Pool {
  return new Pool(origin, {
    connections: limits.connections,
    pipelining: 1,
    connect: {timeout: limits.connectTimeout},
    headersTimeout: limits.headersTimeout,
    bodyTimeout: limits.bodyTimeout,
    maxResponseSize: limits.largestBody,
    // Longer than a slot at the slowest allowed rate (10 s), so that the connection stays warm.
    keepAliveTimeout: 60_000,
    keepAliveMaxTimeout: 120_000,
  });
}

/** A raw answer. Header names are lower case. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

/** Moments of one exchange, monotonic ms; null until they happen. */
export type ExchangeTimes = {
  readonly startedAt: number;
  writtenAt: number | null;
  headersAt: number | null;
};

/** A request as the wire takes it. */
export type RawRequest = {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** A request under way. */
export type Exchange = {
  readonly times: ExchangeTimes;
  /** Resolves when the request was handed to a connected socket; also when it failed before that. Never rejects. */
  readonly written: Promise<void>;
  /** Resolves at the answer's headers, or when the exchange failed. Never rejects. */
  readonly headers: Promise<void>;
  /** The whole answer; rejects with undici's error. */
  readonly answer: Promise<RawAnswer>;
};

/** Sends one request and tells when it was written and when its headers came: what the request budget spaces by. */
export function startExchange(
  dispatcher: Dispatcher,
  clock: Clock,
  request: RawRequest,
  signal?: AbortSignal,
): Exchange {
  const times: ExchangeTimes = {startedAt: clock.now(), writtenAt: null, headersAt: null};
  const written = deferred<void>();
  const headers = deferred<void>();
  const answer = deferred<RawAnswer>();
  const chunks: Buffer[] = [];
  let status = 0;
  let received: RawAnswer['headers'] = {};
  let abort: (reason: Error) => void = () => {};
  const onAbort = () => abort(new Error('cancelled', {cause: signal?.reason}));
  const end = () => {
    signal?.removeEventListener('abort', onAbort);
    written.resolve();
    headers.resolve();
  };
  if (signal?.aborted) {
    answer.reject(new Error('cancelled', {cause: signal.reason}));
    end();
    return {times, written: written.promise, headers: headers.promise, answer: answer.promise};
  }
  signal?.addEventListener('abort', onAbort, {once: true});
  dispatcher.dispatch(
    {...request, method: request.method as Dispatcher.HttpMethod},
    {
      onRequestStart(controller) {
        times.writtenAt = clock.now();
        abort = reason => controller.abort(reason);
        written.resolve();
        if (signal?.aborted) onAbort();
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        if (statusCode < 200) return;
        times.headersAt = clock.now();
        status = statusCode;
        received = responseHeaders;
        headers.resolve();
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        answer.resolve({status, headers: received, body: Buffer.concat(chunks)});
        end();
      },
      onResponseError(_controller, error) {
        answer.reject(error);
        end();
      },
    },
  );
  return {times, written: written.promise, headers: headers.promise, answer: answer.promise};
}
