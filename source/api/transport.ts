import {type Dispatcher, errors} from 'undici';
import type {Clock} from '../lib/clock.js';
import {deferred} from '../lib/deferred.js';
import type {Redactor} from '../lib/redact-secret.js';
import type {AnswerSink} from './answer-sink.js';
import type {Payload} from './payload.js';
import {SilenceWatch} from './silence-watch.js';

/** Limits of one exchange. Times in ms, size in bytes. */
export type TransportLimits = {
  /** From the look-up of its name to the end of TLS' handshake. */
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  /** From its headers to its end, of an answer that is kept in memory: one that drips holds a place among those unanswered. */
  readonly wholeAnswer: number;
  readonly largestBody: number;
  readonly connections: number;
};

export const DEFAULT_LIMITS: TransportLimits = {
  connectTimeout: 10_000,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  wholeAnswer: 120_000,
  largestBody: 32 * 1024 * 1024,
  // Twice what polls may leave unanswered: an act must not queue for a connection behind a tenant that hangs.
  connections: 16,
};

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
  /** Whether a connection was made for this request, between `startedAt` and `writtenAt`. */
  connected: boolean;
};

/** A request as the wire takes it. */
export type RawRequest = {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Payload;
};

/** How an exchange goes beyond its request. */
export type ExchangeOptions = {
  readonly signal?: AbortSignal;
  /** Takes the body of a 2xx answer; without it, it is kept in memory. */
  readonly sink?: AnswerSink;
  /** Most that is kept in memory, bytes. */
  readonly largestBody?: number;
  /** Most time for the whole of it, ms. */
  readonly wholeAnswer?: number;
  /** Called right before it is written; if `signal` is aborted there, it is not. */
  readonly beforeWriting?: () => void;
  /** How long nothing may come, before the headers or within the body, ms; else what the pool was made with. */
  readonly patience?: number;
  /** Takes the credentials out of whatever is answered, before anything else sees it. */
  readonly redactor?: Redactor;
};

/** A request under way. */
export type Exchange = {
  readonly times: ExchangeTimes;
  /** Resolves when the request was handed to a connected socket; also when it failed before that. Never rejects. */
  readonly written: Promise<void>;
  /** Resolves at the answer's headers, or when the exchange failed. Never rejects. */
  readonly headers: Promise<void>;
  /** Resolves when nothing more is to come of it; if it was written, its connection is free or gone then. Never rejects. */
  readonly ended: Promise<void>;
  /** The whole answer; rejects with undici's error. */
  readonly answer: Promise<RawAnswer>;
};

/**
 * Sends one request, once, and tells when it was written and when its headers came: what the request budget spaces by.
 * An abort before it was written keeps it from ever being written.
 */
export function startExchange(
  dispatcher: Dispatcher,
  clock: Clock,
  request: RawRequest,
  {
    signal,
    sink,
    largestBody = DEFAULT_LIMITS.largestBody,
    wholeAnswer = DEFAULT_LIMITS.wholeAnswer,
    beforeWriting,
    patience,
    redactor,
  }: ExchangeOptions = {},
): Exchange {
  const times: ExchangeTimes = {startedAt: clock.now(), writtenAt: null, headersAt: null, connected: false};
  const written = deferred<void>();
  const headers = deferred<void>();
  const ended = deferred<void>();
  const answer = deferred<RawAnswer>();
  // Whoever started it listens only once it is spaced, and it may fail before.
  answer.promise.catch(() => {});
  const exchange = {
    times,
    written: written.promise,
    headers: headers.promise,
    ended: ended.promise,
    answer: answer.promise,
  };
  const chunks: Buffer[] = [];
  const pieces = redactor?.pieces();
  let taken: Promise<void> = Promise.resolve();
  let kept = 0;
  let status = 0;
  let received: RawAnswer['headers'] = {};
  let abortSent: ((reason: Error) => void) | null = null;
  let silence: SilenceWatch | null = null;
  const onConnect = () => {
    times.connected = true;
  };
  const end = () => {
    signal?.removeEventListener('abort', onAbort);
    dispatcher.off('connect', onConnect);
    silence?.end();
    written.resolve();
    headers.resolve();
    ended.resolve();
  };
  const fail = (error: unknown) => {
    answer.reject(error);
    end();
  };
  const onSilent = () => {
    const reason = times.headersAt === null ? new errors.HeadersTimeoutError() : new errors.BodyTimeoutError();
    abortSent?.(reason);
    fail(reason);
  };
  const onAbort = () => {
    const reason = new ExchangeCancelled(signal?.reason);
    abortSent?.(reason);
    fail(reason);
  };
  if (signal?.aborted) {
    onAbort();
    return exchange;
  }
  signal?.addEventListener('abort', onAbort, {once: true});
  dispatcher.on('connect', onConnect);
  try {
    dispatcher.dispatch(
      {...request, method: request.method as Dispatcher.HttpMethod},
      {
        onRequestStart(controller) {
          if (times.writtenAt === null) beforeWriting?.();
          // Cancelled while a connection was made; or undici is about to write it again on another connection.
          if (signal?.aborted || times.writtenAt !== null) {
            controller.abort(new ExchangeCancelled(signal?.reason));
            return;
          }
          times.writtenAt = clock.now();
          abortSent = reason => controller.abort(reason);
          dispatcher.off('connect', onConnect);
          written.resolve();
          if (patience !== undefined) silence = new SilenceWatch(clock, patience, onSilent);
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          silence?.heard();
          if (statusCode < 200) return;
          times.headersAt = clock.now();
          status = statusCode;
          received = redactor ? redactedHeaders(responseHeaders, redactor) : responseHeaders;
          headers.resolve();
          if (sink && isSuccess(status)) sink.begin(lengthOf(received));
        },
        onResponseData(controller, chunk) {
          silence?.heard();
          // A parser that goes on after a pause begins with nothing; pausing again for that would never end.
          if (chunk.length === 0) return;
          if (sink && isSuccess(status)) {
            const piece = pieces ? pieces.take(chunk) : chunk;
            if (piece.length === 0) return;
            // The next piece waits on the wire until this one is taken.
            controller.pause();
            // At the end of a connection pieces may come although it was paused: they are taken one by one.
            taken = taken.then(() => sink.write(piece));
            taken.then(
              () => controller.resume(),
              (error: unknown) => controller.abort(error instanceof Error ? error : new Error(String(error))),
            );
            return;
          }
          kept += chunk.length;
          if (kept > largestBody) controller.abort(new errors.ResponseExceededMaxSizeError());
          else if (clock.now() - (times.headersAt ?? times.startedAt) > wholeAnswer)
            controller.abort(new DrippingAnswer());
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const body = Buffer.concat(chunks);
          const finish = () => {
            answer.resolve({status, headers: received, body: redactor ? redactor.bytes(body) : body});
            end();
          };
          const rest = sink && isSuccess(status) ? pieces?.end() : undefined;
          if (!sink || !isSuccess(status)) finish();
          else taken.then(() => (rest && rest.length > 0 ? sink.write(rest) : undefined)).then(finish, fail);
        },
        onResponseError(_controller, error) {
          fail(error);
        },
      },
    );
  } catch (error) {
    fail(error);
  }
  return exchange;
}

const redactedHeaders = (headers: RawAnswer['headers'], {text}: Redactor): RawAnswer['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      text(name),
      Array.isArray(value) ? value.map(text) : value === undefined ? value : text(value),
    ]),
  );

const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** What `Content-Length` tells, bytes. */
function lengthOf(headers: RawAnswer['headers']): number | null {
  const text = [headers['content-length']].flat()[0] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The answer came, piece by piece, for longer than any answer takes. */
class DrippingAnswer extends Error {
  readonly code = 'DRIPPING';
}

/** The caller lost interest; `cause` is the reason of its signal. */
export class ExchangeCancelled extends Error {
  constructor(reason: unknown) {
    super('cancelled', {cause: reason});
  }
}
