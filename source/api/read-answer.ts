import {safeText} from '../terminal/safe-text.js';
import {
  AnswerLostError,
  type ApiError,
  CancelledError,
  errorOfStatus,
  InferredPathNotFoundError,
  UnreachableError,
  UnreadableAnswerError,
} from './errors.js';
import type {AnyOperation} from './operation.js';
import {retryAfterMs} from './retry-after.js';
import {ExchangeCancelled, type ExchangeTimes, type RawAnswer} from './transport.js';

/** What decides how an answer is read. */
export type Reading = {
  /** Ms since the epoch. */
  readonly wallNow: number;
  /** An answer that does not fit its row reads as undefined instead of failing. */
  readonly isLenient: boolean;
  /** The profile replaces method and path: what is known of the row's own says nothing then. */
  readonly isOwnPath: boolean;
};

/**
 * Decodes a 2xx answer by the operation's row; undefined for a file. Throws the ApiError of any other status, or
 * UnreadableAnswerError.
 */
export function readAnswer(operation: AnyOperation, answer: RawAnswer, reading: Reading): unknown {
  const {status} = answer;
  if (status < 200 || status > 299) throw errorOfAnswer(operation, answer, reading);
  if (operation.answers === 'file') return undefined;
  const json = parseJson(answer.body);
  const read = json === undefined ? null : operation.answer.safeParse(json);
  if (read?.success) return read.data;
  if (reading.isLenient) return undefined;
  if (!read) {
    const type = safeText(header(answer, 'content-type') ?? 'no content type', 60);
    throw new UnreadableAnswerError(`${operation.id}: the answer is not JSON (${type})`, {status});
  }
  const issue = read.error.issues[0];
  const where = safeText(issue?.path.join('.') || 'the answer', 60);
  const what = safeText(issue?.message ?? '', 200);
  throw new UnreadableAnswerError(`${operation.id}: unexpected answer at ${where}: ${what}`, {status});
}

function errorOfAnswer(operation: AnyOperation, answer: RawAnswer, {wallNow, isOwnPath}: Reading): ApiError {
  const message = messageOf(answer);
  if (answer.status === 404 && operation.confidence === 'inferred' && !isOwnPath) {
    return new InferredPathNotFoundError(operation, message);
  }
  // A date is meant by the tenant's clock, which its answer tells; ours may differ.
  const now = Date.parse(header(answer, 'date') ?? '') || wallNow;
  return errorOfStatus(answer.status, message, retryAfterMs(header(answer, 'retry-after'), now));
}

/** A header by its lower-case name, or undefined. One sent several times is one list, as HTTP has it. */
export function header(answer: Pick<RawAnswer, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The ApiError for a request that got no answer: unreachable when nothing was written, else lost. `isRead`: it only asked. */
export function errorOfExchange(error: unknown, times: ExchangeTimes, isRead: boolean): ApiError {
  if (error instanceof ExchangeCancelled) {
    return times.writtenAt === null
      ? new CancelledError('Cancelled before it was sent', {cause: error.cause})
      : new AnswerLostError('Cancelled while waiting for the answer', {isRead, cause: error.cause});
  }
  const words = safeText(wordsOf(error), 200);
  if (times.writtenAt === null) return new UnreachableError(`The tenant cannot be reached: ${words}`, {cause: error});
  return new AnswerLostError(`The answer was lost: ${words}`, {isRead, cause: error});
}

/** The tenant's own words, from `{"message": …}`; null where the body holds none. */
function messageOf(answer: RawAnswer): string | null {
  const json = parseJson(answer.body);
  if (typeof json !== 'object' || json === null) return null;
  const {message, error} = json as {message?: unknown; error?: unknown};
  const text = [message, error].find(value => typeof value === 'string');
  return typeof text === 'string' && text.trim() !== '' ? safeText(text.trim(), 300) : null;
}

/** Undefined when the body is not JSON; an empty body reads as an empty object (some writes answer nothing). */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name was not found',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'the network is unreachable',
  ETIMEDOUT: 'the connection timed out',
  EPIPE: 'the connection was closed',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half-way',
  DRIPPING: 'the answer came too slowly to be waited for',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer is too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer has the wrong length',
};

function wordsOf(error: unknown): string {
  const code = codeOf(error);
  const known = code ? WORDS[code] : undefined;
  if (known) return `${known} (${code})`;
  if (error instanceof Error) return error.message || (code ?? error.name);
  return String(error);
}

/** Node wraps several connection attempts in an AggregateError; the code of the first is the cause shown. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const {code, errors, cause} = error as {code?: unknown; errors?: unknown[]; cause?: unknown};
  if (typeof code === 'string' && code !== 'UND_ERR_SOCKET') return code;
  const inner = codeOf(Array.isArray(errors) ? errors[0] : cause);
  return inner ?? (typeof code === 'string' ? code : undefined);
}
