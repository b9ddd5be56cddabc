import {z} from 'zod';
import type {TargetOutcome} from '../lib/target-outcome.js';
import type {OperationInput} from './build-request.js';
import type {InputField} from './errors.js';

/** read: asks only. write: changes one thing. dangerous: logs out, deletes, imports, restores, or has many targets. */
export type OperationClass = 'read' | 'write' | 'dangerous';

/** A kind of background job that an answer can start. */
export type JobKind = 'job' | 'bulk-users' | 'campaign-import';

/**
 * One entry of the Apps API. Everything that can be known about a request before it is made stands in its row; the
 * client, forms, `call`, the simulated tenant's shape checks and the documentation read the same row.
 */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  readonly id: string;
  readonly group: string;
  /** A few words, as a menu shows them. */
  readonly title: string;
  /** A sentence or two: what it does, and what to know before. */
  readonly help: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the API root; `{name}` is filled from `params`. */
  readonly path: string;
  readonly class: OperationClass;
  /** `safe`: the program may send it again by itself. */
  readonly repeat: 'safe' | 'never';
  /** Whether method and path were both seen in a source, or inferred from the API's other paths. */
  readonly confidence: 'documented' | 'inferred';
  /** Where an inferred operation may be instead: "METHOD /path" where a request can be named, else a sentence. */
  readonly alternatives: readonly string[];
  /** The public page that describes it, or a word on where it comes from. */
  readonly source: string;
  readonly params: Params;
  /** Literal query keys, brackets included. Arrays are sent as repeated keys. */
  readonly query: Query;
  /** Body, or null when none is sent. */
  readonly body: Body | null;
  /** How the body is sent. */
  readonly encoding: 'json' | 'multipart';
  /** `file`: the answer is a file, of any size. */
  readonly answers: 'json' | 'file';
  /** Lenient reading of a 2xx answer: unknown keys are dropped, missing and null fields tolerated. */
  readonly answer: Answer;
  /** The job that an answer with an id has started, or null. */
  readonly starts: JobKind | null;
  /** How many things a checked input changes; a write on many is dangerous. Null: one, or not known. */
  readonly targets: ((input: OperationInput) => number) | null;
  /** What a read answer says of each target; null where it says nothing of them. */
  readonly outcomes: ((data: unknown) => readonly TargetOutcome[]) | null;
  /** The status that the agents whom a checked input names are to be in afterwards; null where it changes nobody's, or is odd. */
  readonly setsPresence: ((input: OperationInput) => string | null) | null;
  /** The body field that names a person who is then called or written to; null where nobody is. */
  readonly contacts: string | null;
  /** What is wrong with an input of which each field is right by itself, or null. */
  readonly rule: ((input: OperationInput) => RuleProblem | null) | null;
};

/** A field that does not go with the others, and why. */
export type RuleProblem = InputField & {readonly problem: string};

/** An operation of any shape; what tables of operations hold. */
export type AnyOperation = Operation;

/** What a caller hands over for an operation, derived from its row. */
export type InputOf<O extends Operation> = {
  readonly params?: z.input<O['params']>;
  readonly query?: z.input<O['query']>;
  readonly body?: NonNullable<O['body']> extends z.ZodType ? z.input<NonNullable<O['body']>> : never;
};

/** What the client returns for an operation, derived from its row. */
export type AnswerOf<O extends Operation> = z.output<O['answer']>;

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** What a row leaves out when it has none of it. */
type Optional =
  | 'alternatives'
  | 'source'
  | 'encoding'
  | 'answers'
  | 'starts'
  | 'contacts'
  | 'targets'
  | 'outcomes'
  | 'setsPresence'
  | 'rule';

/** Completes a row: parts that an operation does not have are empty. */
export function operation<
  Answer extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodNever,
>(
  row: Omit<Operation<Params, Query, Body, Answer>, 'params' | 'query' | 'body' | Optional> &
    Partial<Pick<Operation<Params, Query, Body, Answer>, Optional>> & {params?: Params; query?: Query; body?: Body},
): Operation<Params, Query, Body, Answer> {
  return {
    alternatives: [],
    source: 'the API collection',
    encoding: 'json',
    answers: 'json',
    starts: null,
    contacts: null,
    targets: null,
    outcomes: null,
    setsPresence: null,
    rule: null,
    ...row,
    params: row.params ?? (nothing as unknown as Params),
    query: row.query ?? (nothing as unknown as Query),
    body: row.body ?? null,
  };
}
