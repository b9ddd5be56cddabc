import type {Dispatcher} from 'undici';
import {PRIORITY, type RequestBudget} from '../budget/request-budget.js';
import {type Clock, type Stamp, stampOf} from '../lib/clock.js';
import {type BuiltRequest, buildRequest, type OperationInput} from './build-request.js';
import {type Credentials, CredentialsKeeper} from './credentials.js';
import {type ApiError, CredentialsRefusedError, InvalidInputError, RateLimitedError, ReadOnlyError} from './errors.js';
import {fileProblem} from './file-problem.js';
import {mayRepeat} from './may-repeat.js';
import type {AnswerOf, AnyOperation, InputOf} from './operation.js';
import {type Payload, payloadOf} from './payload.js';
import type {Patience, PollPatience} from './poll-patience.js';
import {errorOfExchange, header, readAnswer} from './read-answer.js';
import type {SendOptions} from './send-options.js';
import type {TenantAccess} from './tenant-access.js';
import {type Exchange, startExchange} from './transport.js';

/** A decoded answer with its times. */
export type Answer<T> = {
  readonly data: T;
  /** As it came; empty when a sink took it. */
  readonly body: Buffer;
  readonly status: number;
  /** From the request being written to the whole answer, ms. */
  readonly ms: number;
  readonly slotWaitMs: number;
  /** When the answer arrived. */
  readonly at: Stamp;
  /** A header by its lower-case name; the values of one sent several times are joined by commas. */
  readonly header: (name: string) => string | undefined;
};

/** One finished request, as the activity list, `watch --requests` and the budget panel see it. */
export type RequestEvent = {
  readonly operation: string;
  readonly request: BuiltRequest;
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
  readonly slotWaitMs: number;
  readonly at: Stamp;
  readonly error: ApiError | null;
  /** That it was sent with, by which whoever sent it knows it again; null where there was none. */
  readonly signal: AbortSignal | null;
};

/** What a slot is used for; chosen when the slot opens. */
export type Choice = {readonly operation: AnyOperation; readonly input: OperationInput};

/** How often an operation that may be repeated is tried again where its caller asks for that. */
export const REPEATS = 2;

/** A 429 says that nothing was done: the same request may wait for another slot, this many times. */
const TRIES_AFTER_REFUSAL = 8;

/** A tenant that has just failed is left alone for a while: so long before the first repetition, ms, then longer. */
const REPEAT_MS = 250;

/** Runs operations against one tenant, every request through its budget. */
export class Client {
  readonly #access: TenantAccess;
  readonly #dispatcher: Dispatcher;
  readonly #budget: RequestBudget;
  readonly #clock: Clock;
  readonly #onRequest: (event: RequestEvent) => void;
  readonly #origin: string;
  readonly #root: string;
  readonly #largestBody: number | undefined;
  readonly #wholeAnswer: number | undefined;
  readonly #patience: Pick<PollPatience, 'begin'>;
  readonly #mask: (body: Buffer) => Buffer;
  readonly #credentials: CredentialsKeeper;

  constructor(options: {
    access: TenantAccess;
    dispatcher: Dispatcher;
    budget: RequestBudget;
    clock: Clock;
    onRequest: (event: RequestEvent) => void;
    /** Most of an answer that is kept in memory, bytes. */
    largestBody?: number;
    /** Longest that an answer kept in memory may take, ms. */
    wholeAnswer?: number;
    patience: Pick<PollPatience, 'begin'>;
    /** Replaces personal data in the body of an answer before anybody sees it; a sink gets the answer as it comes. */
    mask?: ((body: Buffer) => Buffer) | null;
  }) {
    this.#access = options.access;
    this.#dispatcher = options.dispatcher;
    this.#budget = options.budget;
    this.#clock = options.clock;
    this.#onRequest = options.onRequest;
    this.#credentials = new CredentialsKeeper(options.access);
    this.#largestBody = options.largestBody;
    this.#wholeAnswer = options.wholeAnswer;
    this.#patience = options.patience;
    this.#mask = options.mask ?? (body => body);
    const url = new URL(options.access.baseUrl);
    this.#origin = url.origin;
    this.#root = url.pathname.replace(/\/$/, '');
  }

  /** The request that `run` would send. Throws InvalidInputError. */
  build(operation: AnyOperation, input: OperationInput): BuiltRequest {
    const override = this.#access.endpoints.get(operation.id);
    return buildRequest(operation, input, {now: this.#clock.wall(), override, fileProblem});
  }

  /**
   * Sends one operation and decodes its answer. Throws an ApiError, or the signal's reason when aborted while waiting.
   * After a 429 it waits for another slot; nothing else is ever sent twice from here, but what `mayRepeat` allows.
   */
  async run<O extends AnyOperation>(
    operation: O,
    input: InputOf<O>,
    options: SendOptions,
  ): Promise<Answer<AnswerOf<O>>> {
    const request = this.#allowed(operation, input as OperationInput);
    let repeats = 0;
    for (let tries = 1; ; tries += 1) {
      try {
        await options.beforeTry?.();
        const payload = await this.#open(operation, request);
        const pick = () => {
          this.#refuseChange(operation);
          options.beforeLeaving?.();
          options.signal?.throwIfAborted();
          return {operation, request, payload};
        };
        const answer = await this.#send(pick, {label: operation.id, ...options});
        return answer as Answer<AnswerOf<O>>;
      } catch (error) {
        if (error instanceof RateLimitedError && tries < TRIES_AFTER_REFUSAL) continue;
        const isAgain = options.isRepeated && repeats < REPEATS && !options.signal?.aborted;
        if (!isAgain || !mayRepeat(operation, error)) throw error;
        repeats += 1;
        await this.#clock.sleep(REPEAT_MS * 2 ** repeats, options.signal);
      }
    }
  }

  /**
   * Takes the next slot that nobody more urgent wants, and lets `choose` decide what to do with it when it opens; null
   * leaves it unused (resolves to null). Resolves as soon as the request is on its way, to the promise of its answer.
   */
  async poll(
    choose: () => Choice | null,
    options: {label: string; signal: AbortSignal},
  ): Promise<{answer: Promise<Answer<unknown>>} | null> {
    const credentials = await this.#credentials.get();
    const pick = (): Picked | null => {
      const choice = choose();
      if (!choice) return null;
      const request = this.#allowed(choice.operation, choice.input);
      const patience = this.#patience.begin(choice.operation.id);
      return {operation: choice.operation, request, payload: request.body, patience};
    };
    const started = await this.#start(pick, credentials, {passage: 'poll', priority: PRIORITY.poll, ...options});
    if (!started) return null;
    const {patience, exchange} = started;
    const answer = this.#finish(started);
    answer.then(
      ({ms}) => patience?.answered(ms),
      () => patience?.failed(this.#clock.now() - (exchange.times.writtenAt ?? this.#clock.now())),
    );
    return {answer};
  }

  #allowed(operation: AnyOperation, input: OperationInput): BuiltRequest {
    this.#refuseChange(operation);
    return this.build(operation, input);
  }

  /** Under read-only no operation that writes goes on: asked when it begins, and whenever its slot has come. */
  #refuseChange(operation: AnyOperation): void {
    if (!this.#access.readOnly || operation.class === 'read') return;
    throw new ReadOnlyError(`${operation.id} changes the tenant, and this console is read-only.`);
  }

  async #send(pick: () => Picked | null, options: SendOptions & {label: string}): Promise<Answer<unknown>> {
    const credentials = await this.#credentials.get();
    const started = await this.#start(pick, credentials, {priority: PRIORITY.act, ...options});
    if (!started) throw new Error('a fixed request always uses its slot');
    return this.#finish(started, options.isLenient);
  }

  async #start(
    pick: () => Picked | null,
    credentials: Credentials,
    options: SendOptions & {label: string; priority: number},
  ): Promise<Started | null> {
    let picked: Picked | null = null;
    const {exchange, waited} = await this.#budget.slot(() => {
      picked = pick();
      return picked && this.#exchange(picked, credentials, options);
    }, options);
    const {signal = null} = options;
    return exchange && picked && {...(picked as Picked), exchange, waited, credentials, signal};
  }

  /** A new body for each try: one that was sent is used up. */
  async #open(operation: AnyOperation, request: BuiltRequest): Promise<Payload> {
    try {
      return await payloadOf(request);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new InvalidInputError(`${operation.id}: a file cannot be read: ${words}`, {cause: error});
    }
  }

  #exchange(
    {request, payload, patience}: Picked,
    {authorization, redactor}: Credentials,
    options: SendOptions,
  ): Exchange {
    const exchange = startExchange(
      this.#dispatcher,
      this.#clock,
      {
        origin: this.#origin,
        path: this.#root + request.path,
        method: request.method,
        headers: {
          accept: 'application/json',
          authorization,
          ...(request.body === null ? {} : {'content-type': 'application/json'}),
        },
        body: payload,
      },
      {
        redactor,
        ...(options.signal ? {signal: options.signal} : {}),
        ...(options.sink ? {sink: options.sink} : {}),
        ...(patience ? {patience: patience.ms} : {}),
        ...(options.beforeLeaving ? {beforeWriting: options.beforeLeaving} : {}),
        ...(this.#largestBody === undefined ? {} : {largestBody: this.#largestBody}),
        ...(this.#wholeAnswer === undefined ? {} : {wholeAnswer: this.#wholeAnswer}),
      },
    );
    void exchange.written.then(() => {
      if (exchange.times.writtenAt !== null) options.onSent?.();
    });
    return exchange;
  }

  async #finish(started: Started, isLenient = false): Promise<Answer<unknown>> {
    const {operation, request, exchange, waited, signal} = started;
    const {times} = exchange;
    let status: number | null = null;
    let date = Number.NaN;
    const report = (error: ApiError | null) => {
      const at = stampOf(this.#clock);
      const ms = at.mono - (times.writtenAt ?? times.startedAt);
      this.#onRequest({operation: operation.id, request, status, ms, slotWaitMs: waited, at, error, signal});
      return {at, ms};
    };
    try {
      const told = await exchange.answer.catch((error: unknown) => {
        throw errorOfExchange(error, times, operation.class === 'read');
      });
      const raw = {...told, body: this.#mask(told.body)};
      status = raw.status;
      date = Date.parse(header(raw, 'date') ?? '');
      const isOwnPath = this.#access.endpoints.has(operation.id);
      const data = readAnswer(operation, raw, {wallNow: this.#clock.wall(), isLenient, isOwnPath});
      this.#budget.settled(operation.id, {refused: false, retryAfterMs: null, times, date});
      return {data, body: raw.body, status, slotWaitMs: waited, header: name => header(raw, name), ...report(null)};
    } catch (error) {
      if (error instanceof CredentialsRefusedError) this.#credentials.forget(started.credentials);
      const refused = error instanceof RateLimitedError;
      // An exchange without an answer says nothing about the rate.
      if (status !== null) {
        const retryAfterMs = refused ? error.retryAfterMs : null;
        this.#budget.settled(operation.id, {refused, retryAfterMs, times, date});
      }
      report(error as ApiError);
      throw error;
    }
  }
}

type Picked = {
  readonly operation: AnyOperation;
  readonly request: BuiltRequest;
  readonly payload: Payload;
  /** Of a poll. */
  readonly patience?: Patience;
};

/** Whose slot has come, and which is on its way. */
type Started = Picked & {
  readonly exchange: Exchange;
  readonly waited: number;
  readonly credentials: Credentials;
  readonly signal: AbortSignal | null;
};
