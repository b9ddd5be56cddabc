import {afterEach} from 'vitest';
import {
  type SimulatedTenant,
  type SimulatedTenantOptions,
  startSimulatedTenant,
} from '../../source/simulator/simulated-tenant.js';
import {type ManualClock, manualClock} from './manual-clock.js';

export type Row = Readonly<Record<string, unknown>>;
/** A file of a form. */
export type FormFile = {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly content: string | Buffer;
};
export type Reply = {readonly status: number; readonly headers: Headers; readonly body: unknown};

/** A tenant on loopback with a clock moved by hand, and plain HTTP to talk to it. */
export type TestTenant = {
  readonly tenant: SimulatedTenant;
  readonly clock: ManualClock;
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  /** Sends a form: its values, then its file. An absolute address goes there as it is, without credentials. */
  readonly form: (
    method: string,
    path: string,
    values: Readonly<Record<string, string>>,
    file?: FormFile,
    headers?: Record<string, string>,
  ) => Promise<Reply>;
  /** GET of a file. */
  readonly download: (
    path: string,
  ) => Promise<{readonly status: number; readonly headers: Headers; readonly bytes: Buffer}>;
  readonly rows: (path: string) => Promise<readonly Row[]>;
  readonly message: (path: string, status?: number) => Promise<string>;
};

const running: SimulatedTenant[] = [];

/** Closes every tenant that a test of this file has started. */
export function closeTenantsAfterEach(): void {
  afterEach(async () => {
    await Promise.all(running.splice(0).map(tenant => tenant.close()));
  });
}

/** Starts a tenant without a rate limit, unless the options say otherwise. */
export async function startTestTenant(options: SimulatedTenantOptions = {}): Promise<TestTenant> {
  const clock = manualClock();
  const tenant = await startSimulatedTenant({rate: 0, clock, startsAt: new Date('2026-03-02T10:15:00Z'), ...options});
  running.push(tenant);
  const authorization = `Basic ${Buffer.from(`${tenant.subdomain}:${tenant.token}`).toString('base64')}`;

  const send: TestTenant['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${tenant.baseUrl}${path}`, {
      method,
      headers: {authorization, 'content-type': 'application/json', ...headers},
      ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
    });
    return replyOf(response);
  };
  return {
    tenant,
    clock,
    send,
    async form(method, path, values, file, headers = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      if (file)
        body.append(file.field, new Blob([new Uint8Array(Buffer.from(file.content))], {type: file.type}), file.name);
      const isOutside = path.startsWith('http');
      const response = await fetch(isOutside ? path : `${tenant.baseUrl}${path}`, {
        method,
        headers: {...(isOutside ? {} : {authorization}), ...headers},
        body,
      });
      return replyOf(response);
    },
    async download(path) {
      const response = await fetch(`${tenant.baseUrl}${path}`, {headers: {authorization}});
      const {status, headers} = response;
      return {status, headers, bytes: Buffer.from(await response.arrayBuffer())};
    },
    async rows(path) {
      const {status, body} = await send('GET', path);
      if (status !== 200 || !Array.isArray(body)) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
      return body as Row[];
    },
    async message(path, status = 400) {
      const reply = await send('GET', path);
      if (reply.status !== status) throw new Error(`GET ${path}: ${reply.status} instead of ${status}`);
      return (reply.body as {message: string}).message;
    },
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** A JSON file of a form. */
export const jsonFile = (content: unknown, name = 'file.json'): FormFile => ({
  field: 'file',
  name,
  type: 'application/json',
  content: JSON.stringify(content),
});
