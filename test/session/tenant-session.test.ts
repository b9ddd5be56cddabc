import {afterEach, expect, test} from 'vitest';
import {updateAgentStatuses} from '../../source/api/operations/agent-statuses.js';
import {AGEING_MS, ageSilently} from '../../source/session/tenant-session.js';
import {manualClock} from '../helpers/manual-clock.js';
import {at, users} from '../picture/records.js';
import {sessionWith, simulatedSession} from './running-session.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test('comes to know a whole tenant, as it really is', async () => {
  const {tenant, session, run, stop, until} = await simulatedSession({
    rate: 100,
    agents: 60,
    queues: 4,
    seed: 3,
    startsAt: new Date('2026-03-02T10:15:00Z'),
  });
  closers.push(stop);
  run();
  await until(
    () => session.poller.coverage().complete && session.poller.coverage().known === session.poller.coverage().total,
  );
  const {picture} = session;
  expect(picture.queues.size).toBe(8);
  expect(picture.agents.size).toBe(60);
  const held = tenant.floor.agents.filter(agent => picture.agents.get(agent.id)?.presence.statusId === agent.statusId);
  // Some have changed since they were asked for.
  expect(held.length).toBeGreaterThan(50);
  const [settled] = held;
  const changed = await session.client.run(
    updateAgentStatuses,
    {body: {status: 'Break', agent_ids: [settled?.id ?? 0], team_ids: []}},
    {passage: 'act'},
  );
  expect(changed.data).toMatchObject([{agent_id: settled?.id}]);
  expect(tenant.requests.filter(request => request.status !== 200)).toEqual([]);
  expect(session.budget.view()).toMatchObject({refusedTotal: 0, slowdown: 1, rate: 100});
});

test('a picture that nothing arrives for grows doubtful, also while the tenant only hangs', async () => {
  const clock = manualClock();
  const {session, stop} = sessionWith('http://127.0.0.1:9', {rate: 1, clock});
  closers.push(stop);
  session.picture.applyRecords(users(1), at(1000));
  session.picture.applyPresence(
    {kind: 'status', statusIds: [1]},
    {records: users(1), complete: true, askedAt: 1000},
    at(1000),
  );
  const before = session.picture.agents.get(1)?.presence.confidence ?? 0;
  const ending = new AbortController();
  const ageing = ageSilently(session, ending.signal);
  await clock.advance(AGEING_MS * 6);
  expect(session.poller.health.state).toBe('starting');
  expect(session.picture.agents.get(1)?.presence.confidence).toBeLessThan(before - 0.05);
  ending.abort();
  await ageing;
  expect(clock.sleepers()).toBe(0);
});
