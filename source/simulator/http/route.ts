/** What a route answers. `body` is sent as JSON. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request as a route sees it. */
export type RouteRequest = {
  /** Values of the path's variables, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** Absolute address without the query, for links. */
  readonly url: string;
};

/** One operation that the simulated tenant answers. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API root, variables as `{name}`. */
  readonly path: string;
  /** Query keys that are taken, brackets included; any other key is refused. */
  readonly query?: readonly string[];
  /** Throws a `Refusal` to answer an error. */
  readonly handle: (request: RouteRequest) => Answer;
};

/** A success with this body. */
export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({status: 200, body, headers});
