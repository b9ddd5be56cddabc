import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Clock} from '../../lib/clock.js';
import {readJson} from './body.js';
import {API_FORM, type Form, readForm} from './form.js';
import {refuseUnknownKeys} from './query.js';
import type {RateLimit} from './rate-limit.js';
import {notFound, Refusal} from './refusal.js';
import type {RequestLog} from './request-log.js';
import type {Answer, Route, RouteRequest} from './route.js';
import type {RouteTable} from './route-table.js';
import {sendAnswer} from './send-answer.js';
import {STORAGE_ROOT, type Storage} from './storage.js';

/** Path of the API root. */
export const API_ROOT = '/apps/api/v1';

// Nobody gets this one; it only stands in the request log.
const CLIENT_GONE: Answer = {status: 499, body: {message: 'The client closed the connection'}};

type Setting = {
  readonly clock: Clock;
  readonly isAllowed: (authorization: string | undefined) => boolean;
  readonly rateLimit: RateLimit;
  /** Send `Retry-After` with a 429. */
  readonly retryAfter: boolean;
  readonly routes: RouteTable;
  /** Takes files outside the API root: neither credentials nor the request budget have a part in it. */
  readonly storage: Storage;
  readonly log: RequestLog;
  /** Brings the floor to the present moment. */
  readonly catchUp: () => void;
};

/** Builds the handler of every request: credentials, then the request budget, then the route. */
export function createRequestHandler(setting: Setting): (request: IncomingMessage, response: ServerResponse) => void {
  const {clock, log, storage} = setting;
  return (request, response) => {
    const at = clock.now();
    const {path, query} = targetOf(request);
    const isStorage = path.startsWith(STORAGE_ROOT);
    // Both are decided before anything is awaited, so that the order of arrival is the order of decisions.
    const refusal = isStorage ? undefined : gate(setting, request, at);
    const run = async (): Promise<void> => {
      let body: unknown;
      let answer: Answer;
      try {
        if (refusal !== undefined) throw refusal;
        if (isStorage) answer = await storage.receive(request);
        else {
          const {route, ...target} = findTarget(setting, request, path, query);
          const {form, json} = await readBody(request, route);
          body = form === null ? json : describeForm(form);
          setting.catchUp();
          answer = await route.handle({...target, form, body: json});
        }
      } catch (error) {
        answer = request.errored === null ? answerTo(error) : CLIENT_GONE;
      }
      log.add({
        at,
        method: request.method ?? '',
        path: shortened(path),
        query: query.text,
        status: answer.status,
        body,
      });
      sendAnswer(request, response, answer);
    };
    void run();
  };
}

async function readBody(request: IncomingMessage, {reads}: Route): Promise<{form: Form | null; json: unknown}> {
  if (request.method === 'GET') return {form: null, json: undefined};
  return reads === 'multipart'
    ? {form: await readForm(request, API_FORM), json: undefined}
    : {form: null, json: await readJson(request)};
}

/** What the request log keeps of a form: its values, and of the file what it is. */
const describeForm = ({values, file}: Form): unknown => ({
  ...Object.fromEntries(values),
  ...(file === null ? {} : {[file.field]: {filename: file.filename, type: file.type, bytes: file.bytes}}),
});

function gate(setting: Setting, request: IncomingMessage, at: number): Refusal | undefined {
  if (!setting.isAllowed(request.headers.authorization)) {
    return new Refusal(401, 'Invalid credentials', {'www-authenticate': 'Basic realm="Apps API", charset="UTF-8"'});
  }
  if (setting.rateLimit.accepts(at)) return undefined;
  return new Refusal(429, 'Rate limit exceeded', setting.retryAfter ? {'retry-after': '1'} : {});
}

type Target = {readonly path: string; readonly query: {readonly text: string; readonly values: URLSearchParams}};

function targetOf(request: IncomingMessage): Target {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const text = mark === -1 ? '' : url.slice(mark + 1);
  return {path: mark === -1 ? url : url.slice(0, mark), query: {text, values: new URLSearchParams(text)}};
}

const isBelowRoot = (path: string): boolean => path.startsWith(`${API_ROOT}/`);
const shortened = (path: string): string => (isBelowRoot(path) ? path.slice(API_ROOT.length) : path);

function findTarget(
  setting: Setting,
  request: IncomingMessage,
  path: string,
  query: Target['query'],
): Omit<RouteRequest, 'body' | 'form'> & {readonly route: Route} {
  const found = isBelowRoot(path) ? setting.routes(request.method ?? '', shortened(path)) : undefined;
  if (found === undefined) throw notFound(`No operation ${request.method} ${path}`);
  refuseUnknownKeys(query.values, found.route.query);
  return {...found, query: query.values, url: `http://${request.headers.host ?? 'localhost'}${path}`};
}

function answerTo(error: unknown): Answer {
  if (error instanceof Refusal) return {status: error.status, body: {message: error.message}, headers: error.headers};
  return {status: 500, body: {message: `Internal error: ${error instanceof Error ? error.message : String(error)}`}};
}
