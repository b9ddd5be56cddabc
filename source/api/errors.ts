/**
 * Whether a request may have had an effect. `no`: nothing left this machine, or the tenant refused it before acting.
 * `maybe`: bytes left, no answer came. `yes`: the tenant answered.
 */
export type Reached = 'no' | 'maybe' | 'yes';

/** A failed request: what happened in a sentence, and what to do next. One subclass per cause. */
export abstract class ApiError extends Error {
  abstract override readonly name: string;
  /** What a person can do about it. */
  abstract readonly nextStep: string;
  abstract readonly reached: Reached;
  /** HTTP status, where an answer came. */
  readonly status: number | null;

  constructor(message: string, options: {status?: number; cause?: unknown} = {}) {
    super(message, {cause: options.cause});
    this.status = options.status ?? null;
  }
}

/** 401: the tenant does not accept the credentials. */
export class CredentialsRefusedError extends ApiError {
  override readonly name = 'CredentialsRefusedError';
  override readonly nextStep = 'Check subdomain and token (portal: Settings > Developer Settings > API Credentials).';
  override readonly reached = 'no';
}

/** The token could not be had: its file, command or variable failed. Nothing was sent. */
export class TokenUnavailableError extends ApiError {
  override readonly name = 'TokenUnavailableError';
  override readonly nextStep = 'Check the token file, command or variable of the profile.';
  override readonly reached = 'no';
}

/** 403: the credentials are right and may not do this. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
  override readonly nextStep = 'Ask an administrator whether this token may run the operation.';
  override readonly reached = 'no';
}

/** 404: a wrong subdomain, a path this tenant does not have, or an id that does not exist. */
export class NotFoundError extends ApiError {
  override readonly name: string = 'NotFoundError';
  override readonly nextStep: string =
    'Check the id and the subdomain; the path can be corrected in the profile (endpoints).';
  override readonly reached = 'no';
}

/** 404 on a path that was inferred: it may lie elsewhere at this tenant. */
export class InferredPathNotFoundError extends NotFoundError {
  override readonly name = 'InferredPathNotFoundError';
  override readonly nextStep: string;

  constructor(
    {id, method, path, alternatives}: {id: string; method: string; path: string; alternatives: readonly string[]},
    said: string | null,
  ) {
    super(`Not found (404)${said ? `: ${said}` : ''}`, {status: 404});
    const others = alternatives.length > 0 ? ` It could also be ${alternatives.join('; or ')}.` : '';
    this.nextStep =
      `Check the id. If that is right, the path may be wrong: ${method} ${path} is inferred, no source shows it.` +
      `${others} Set endpoints: {${id}: "METHOD /path"} in the profile to correct it.`;
  }
}

/** 400, 409, 422 and other 4xx: the tenant did not take the request; the message is its own where it gave one. */
export class BadRequestError extends ApiError {
  override readonly name = 'BadRequestError';
  override readonly nextStep = 'Correct the request; nothing was changed.';
  override readonly reached = 'no';
}

/** 429: somebody else is using the request budget. `retryAfterMs` is what the tenant asked for, or null. */
export class RateLimitedError extends ApiError {
  override readonly name = 'RateLimitedError';
  override readonly nextStep = 'The program slows down and tries again by itself where that is safe.';
  override readonly reached = 'no';
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null) {
    super(message, {status: 429});
    this.retryAfterMs = retryAfterMs;
  }
}

/** 5xx: the tenant failed while working on the request. */
export class TenantFailedError extends ApiError {
  override readonly name = 'TenantFailedError';
  override readonly nextStep = 'The tenant is in trouble; reads are tried again, look before you repeat a change.';
  override readonly reached = 'maybe';
}

/** A status outside 2xx, 4xx and 5xx. Redirects are not followed: credentials go to the configured host only. */
export class UnexpectedStatusError extends ApiError {
  override readonly name = 'UnexpectedStatusError';
  override readonly nextStep = 'Check the base URL: a redirect usually means a wrong host or a login page.';
  override readonly reached = 'maybe';
}

/** A 2xx answer that is not the JSON the operation promises. The request itself succeeded. */
export class UnreadableAnswerError extends ApiError {
  override readonly name = 'UnreadableAnswerError';
  override readonly nextStep = 'Check the base URL: something other than the Apps API may be answering.';
  override readonly reached = 'yes';
}

/** One operation failed for every question about it, while others are answered. */
export class OperationNotAnsweredError extends ApiError {
  override readonly name = 'OperationNotAnsweredError';
  override readonly nextStep = 'The path can be corrected in the profile (endpoints); it is asked now and then.';
  override readonly reached = 'yes';
}

/** No connection could be made: name not found, refused, timed out, TLS. Nothing was sent. */
export class UnreachableError extends ApiError {
  override readonly name = 'UnreachableError';
  override readonly nextStep = 'Check host name, network and certificate.';
  override readonly reached = 'no';
}

/** The connection broke, or nothing came in time, after the request was written. */
export class AnswerLostError extends ApiError {
  override readonly name = 'AnswerLostError';
  override readonly nextStep: string;
  override readonly reached = 'maybe';

  /** `isRead`: it only asked, so that there is no effect to look for. */
  constructor(message: string, {isRead = false, cause}: {isRead?: boolean; cause?: unknown} = {}) {
    super(message, {cause});
    this.nextStep = isRead
      ? 'If it lasts, check the network, and whether the tenant has trouble.'
      : 'Whether it took effect is not known; look before you repeat it.';
  }
}

/** The caller gave up before the request was written. Nothing was sent. */
export class CancelledError extends ApiError {
  override readonly name = 'CancelledError';
  override readonly nextStep = 'Nothing left this machine.';
  override readonly reached = 'no';
}

/** A writing operation under read-only: it is not handed to the network at all. */
export class ReadOnlyError extends ApiError {
  override readonly name = 'ReadOnlyError';
  override readonly nextStep =
    'Press O in the console, or start without --read-only (or readOnly in the profile), to allow changes.';
  override readonly reached = 'no';
}

/** The input does not fit the operation's row. Nothing was sent. */
export class InvalidInputError extends ApiError {
  override readonly name = 'InvalidInputError';
  override readonly nextStep = 'Correct the named field.';
  override readonly reached = 'no';
  /** The field that does not fit, or null. */
  readonly field: InputField | null;

  constructor(message: string, options: {field?: InputField; cause?: unknown} = {}) {
    super(message, options);
    this.field = options.field ?? null;
  }
}

/** A field of an operation's input; `name` as in the row's field list: `chat.menu_id`, `contacts[].phone_number`. */
export type InputField = {readonly part: 'params' | 'query' | 'body'; readonly name: string};

/** A file was not taken by the target that the tenant had named, or that target is not to be trusted. */
export class UploadRefusedError extends ApiError {
  override readonly name = 'UploadRefusedError';
  override readonly nextStep = 'Nothing was changed in the tenant; a new target is needed for another try.';
  override readonly reached = 'no';
}

/** A file did not leave for its target: nobody was reached, or it was given up before. */
export class UploadNotSentError extends ApiError {
  override readonly name = 'UploadNotSentError';
  override readonly nextStep = 'Nothing was sent; a new target may be needed for another try.';
  override readonly reached = 'no';
}

/** A file was on its way to its target when the connection was lost: it may have arrived. */
export class UploadLostError extends ApiError {
  override readonly name = 'UploadLostError';
  override readonly nextStep = 'The file may have arrived there; nothing in the tenant names it. Begin anew.';
  override readonly reached = 'maybe';
}

/** The failure of an HTTP answer outside 2xx. `message` is the tenant's own text, or null. */
export function errorOfStatus(status: number, message: string | null, retryAfterMs: number | null): ApiError {
  const said = message ? `: ${message}` : '';
  if (status === 401) return new CredentialsRefusedError(`The tenant refused the credentials (401)${said}`, {status});
  if (status === 403) return new ForbiddenError(`The tenant forbids this (403)${said}`, {status});
  if (status === 404) return new NotFoundError(`Not found (404)${said}`, {status});
  if (status === 429) return new RateLimitedError(`Too many requests (429)${said}`, retryAfterMs);
  if (status >= 500) return new TenantFailedError(`The tenant failed (${status})${said}`, {status});
  if (status >= 400) return new BadRequestError(`The tenant refused the request (${status})${said}`, {status});
  return new UnexpectedStatusError(`The tenant answered with status ${status}${said}`, {status});
}
