import {expect, test} from 'vitest';
import type {RequestEvent} from '../../source/api/client.js';
import {logSession} from '../../source/commands/log-session.js';
import type {SessionListener, TenantSession} from '../../source/session/tenant-session.js';
import {ActivityLog} from '../../source/state/activity-log.js';

test('a path that is no valid percent-encoding is told as it is', () => {
  let listener: SessionListener = {};
  const session = {
    poller: {health: {state: 'live'}},
    listen: (given: SessionListener) => {
      listener = given;
      return () => {};
    },
  } as unknown as TenantSession;
  const activity = new ActivityLog();
  logSession(session, activity, new AbortController().signal);
  const tell = (path: string) =>
    listener.onRequest?.({
      request: {method: 'GET', path},
      status: 200,
      ms: 1,
      at: {mono: 0, wall: 0},
      error: null,
    } as unknown as RequestEvent);
  tell('/users/100%');
  tell('/users?status_id%5B%5D=1');
  expect(activity.entries.map(({text}) => text)).toEqual([
    '200 GET /users/100% 1 ms',
    '200 GET /users?status_id[]=1 1 ms',
  ]);
  activity.onChange(() => {
    throw new Error('the screen failed');
  });
  expect(() => tell('/users')).not.toThrow();
});
