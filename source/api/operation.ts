import {z} from 'zod';

/** read: asks only. write: changes one thing. dangerous: logs out, deletes, imports, restores, or has many targets. */
export type OperationClass = 'read' | 'write' | 'dangerous';

/**
 * One entry of the Apps API. Everything that can be known about a request before it is made stands in its row; the
 * client, the simulated tenant's shape checks and the documentation read the same row.
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
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the API root; `{name}` is filled from `params`. */
  readonly path: string;
  readonly class: OperationClass;
  /** `safe`: the program may send it again by itself. */
  readonly repeat: 'safe' | 'never';
  /** Whether method and path were both seen in a source, or inferred from the API's other paths. */
  readonly confidence: 'documented' | 'inferred';
  readonly params: Params;
  /** Literal query keys, brackets included. Arrays are sent as repeated keys. */
  readonly query: Query;
  /** JSON body, or null when none is sent. */
  readonly body: Body | null;
  /** Lenient reading of a 2xx answer: unknown keys are dropped, missing and null fields tolerated. */
  readonly answer: Answer;
};

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

const nothing = z.object({});
type Nothing = typeof nothing;

/** Completes a row: parts that an operation does not have are empty. */
export function operation<
  Answer extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodNever,
>(
  row: Omit<Operation<Params, Query, Body, Answer>, 'params' | 'query' | 'body'> & {
    params?: Params;
    query?: Query;
    body?: Body;
  },
): Operation<Params, Query, Body, Answer> {
  return {
    ...row,
    params: row.params ?? (nothing as unknown as Params),
    query: row.query ?? (nothing as unknown as Query),
    body: row.body ?? null,
  };
}
