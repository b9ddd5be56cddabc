import type {Readable} from 'node:stream';
import type {z} from 'zod';
import type {AnyOperation} from '../../api/operation.js';
import {shaped} from './body.js';
import type {Form} from './form.js';

/** A file that is sent while it is read; `open` is called once, when its first bytes are wanted. */
export type FileContent = {
  readonly type: string;
  readonly name: string;
  readonly bytes: number;
  readonly open: () => Readable;
};

/** What a route answers: a value sent as JSON (undefined: no body at all), or a file. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({readonly body: unknown} | {readonly file: FileContent});

/** A request as a route sees it. */
export type RouteRequest = {
  /** Values of the path's variables, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** The body of a route that reads forms; null for others. */
  readonly form: Form | null;
  /** Absolute address without the query, for links. */
  readonly url: string;
};

type Handle<Request> = (request: Request) => Answer | Promise<Answer>;

/** One operation that the simulated tenant answers. */
export type Route = {
  readonly method: AnyOperation['method'];
  /** Below the API root, variables as `{name}`. */
  readonly path: string;
  /** Query keys that are taken, brackets included; any other key is refused. */
  readonly query: readonly string[];
  readonly reads: AnyOperation['encoding'];
  /** Throws, or rejects with, a `Refusal` to answer an error. */
  readonly handle: Handle<RouteRequest>;
};

/** A request whose body has the shape that its operation asks for. `sent` is the same as it came. */
type ShapedRequest<O extends AnyOperation> = Omit<RouteRequest, 'body'> & {
  readonly body: z.output<NonNullable<O['body']>>;
  readonly sent: unknown;
};

type RouteOptions = {
  /** Another method under which the same operation is taken too. */
  readonly method?: AnyOperation['method'];
  /** Looks at the body before its shape is checked, for errors that have a text of their own. */
  readonly before?: (sent: Readonly<Record<string, unknown>>, request: RouteRequest) => void;
};

/** The route of an operation: method, path, query keys and the body's shape are its row's. */
export function route<O extends AnyOperation>(
  operation: O,
  handle: Handle<ShapedRequest<O>>,
  {method, before}: RouteOptions = {},
): Route {
  return rawRoute(
    operation,
    request => {
      before?.(recordOf(request.body), request);
      const isChecked = operation.body !== null && operation.encoding === 'json';
      const body = isChecked ? shaped(operation.body, request.body) : request.body;
      return handle({...request, sent: request.body, body: body as z.output<NonNullable<O['body']>>});
    },
    method,
  );
}

/** The same with a body that is looked at by the route alone. */
export const rawRoute = (
  operation: AnyOperation,
  handle: Handle<RouteRequest>,
  method: Route['method'] = operation.method,
): Route => ({
  method,
  path: operation.path,
  query: Object.keys(operation.query.shape),
  reads: operation.encoding,
  handle,
});

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** A success with this body. */
export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({status: 200, body, headers});

/** Something new was made. */
export const created = (body: unknown): Answer => ({status: 201, body});

/** Taken on, to be done in the background. */
export const accepted = (body: unknown): Answer => ({status: 202, body});

/** A success without a body. */
export const noContent: Answer = {status: 204, body: undefined};
