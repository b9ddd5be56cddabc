import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {TestTenant} from '../helpers/console.js';

/** A request as a fake tenant sees it. */
export type FakeRequest = {readonly method: string; readonly path: string; readonly query: URLSearchParams};

/** What it answers: a status, headers and a body (undefined: an empty one), or "hang up" without an answer. */
export type FakeAnswer =
  | {readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown}
  | 'hang up';

export type FakeTenant = TestTenant & {readonly requests: readonly FakeRequest[]};

/** One queue, two agents, everybody Available: for tests that say themselves what is odd. */
export const plainAnswer = ({path, query}: FakeRequest): FakeAnswer => {
  if (path === '/wait_times') {
    return {body: [queueRow(11, 'Sales / Orders'), queueRow(12, 'Support / Repairs')]};
  }
  if (path === '/users')
    return {body: query.get('status_id[]') === '1' ? [] : [user(1, 'Ann', 'Lee'), user(2, 'Bob', 'Ray')]};
  if (path === '/queue_operation_statuses') return {body: {after_hours: false, overcapacity: false}};
  return {status: 404, body: {message: 'no such path'}};
};

/** A wait row. */
export const queueRow = (menuId: number, path: string) => ({
  menu_id: menuId,
  menu_type: 'ivr_menu',
  voice_call: 75,
  chat: 5,
  materialized_path: path,
  logged_in_agents: 4,
  available_agents: 1,
  breakthrough_agents: 0,
});

/** A user record. */
export const user = (id: number, first: string, last: string, more: object = {}) => ({
  id,
  first_name: first,
  last_name: last,
  email: `${id}@example.com`,
  agent_number: `A-${id}`,
  location: 'Here',
  teams: [{name: 'Team'}],
  roles: [],
  ...more,
});

/** A tenant of a few lines that answers as `answer` says, as soon as `hand` hands the answer over. */
export async function fakeTenant(
  answer: (request: FakeRequest) => FakeAnswer = plainAnswer,
  hand: (request: FakeRequest, answer: () => void) => void = (_request, send) => send(),
): Promise<FakeTenant> {
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const request = {
      method: incoming.method ?? '',
      path: url.pathname.replace('/apps/api/v1', ''),
      query: url.searchParams,
    };
    requests.push(request);
    const send = () => {
      const told = answer(request);
      if (told === 'hang up') {
        response.destroy();
        return;
      }
      response
        .writeHead(told.status ?? 200, {'content-type': 'application/json', ...told.headers})
        .end(JSON.stringify(told.body));
    };
    incoming.resume().on('end', () => hand(request, send));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const {port} = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    subdomain: 'acme',
    token: 'secret',
    statuses: new Map([
      [1, 'Offline'],
      [2, 'Available'],
      [4, 'Break'],
    ]),
    teams: new Map(),
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
