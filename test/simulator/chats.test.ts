import {describe, expect, it} from 'vitest';
import {type Admission, channelOf} from '../../source/simulator/floor/floor-queue.js';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {closeTenantsAfterEach, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

function botChat({tenant: {floor}}: TestTenant, admission: Admission): number {
  const found = floor.chats.withBot().find(chat => {
    return !chat.contact.impatient && floor.chatDesk.admission(chat.contact.queue) === admission;
  });
  if (found === undefined) throw new Error(`no standing chat in a queue that is ${admission}`);
  return found.id;
}

const post = async (test: TestTenant, path: string, body: unknown, method = 'POST'): Promise<Row> => {
  const reply = await test.send(method, path, body);
  if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as Row;
};
const chat = async (test: TestTenant, id: number): Promise<Row> => (await test.send('GET', `/chats/${id}`)).body as Row;

describe('chats with the virtual agent', () => {
  it('are there from 81501 on, and stay for hours', async () => {
    const test = await startTestTenant();
    const standing = test.tenant.virtualAgentChats().slice(0, 6);
    expect(standing.map(({id}) => id)).toEqual([81501, 81502, 81503, 81504, 81505, 81506]);
    for (const {path} of standing) expect(path).toContain(' / ');
    test.clock.advance(4 * 3_600_000);
    expect(await chat(test, 81501)).toMatchObject({status: 'va_assigned', virtual_agent: {name: 'Ada'}, agent: null});
    expect(test.tenant.virtualAgentChats().slice(0, 6)).toEqual(standing);
    expect(test.tenant.virtualAgentChats().length).toBeGreaterThan(6);
  });

  it('are replaced when they move on', async () => {
    const test = await startTestTenant();
    await post(test, '/chats/81501', {chat: {status: 'finished'}}, 'PATCH');
    test.clock.advance(30 * 60_000);
    await chat(test, 81501);
    const {floor} = test.tenant;
    const standing = floor.chats.withBot().filter(({contact}) => !contact.impatient);
    expect(standing).toHaveLength(6);
    expect(standing.at(-1)?.id).toBeGreaterThan(81506);
  });
});

describe('escalation', () => {
  it('to an open queue ends with a human agent, who is then In-chat, and finishes', async () => {
    const test = await startTestTenant();
    const id = botChat(test, 'open');
    const escalation = await post(test, `/chats/${id}/escalations`, {reason: 'wants a person'});
    expect(escalation).toEqual({id: expect.any(Number), chat_id: id, status: 'requested', reason: 'wants a person'});
    expect((await chat(test, id))['status']).toMatch(/^(queued|assigned)$/);
    const seen: unknown[] = [];
    for (let step = 0; step < 400 && seen.at(-1) !== 'finished'; step++) {
      const record = await chat(test, id);
      if (record['status'] === 'assigned') {
        const agentId = Number((record['agent'] as Row)['id']);
        expect(test.tenant.floor.presenceOf(agentId)?.statusId).toBe(STATUS.inChat);
      }
      if (seen.at(-1) !== record['status']) seen.push(record['status']);
      test.clock.advance(10_000);
    }
    expect(seen.slice(-2)).toEqual(['assigned', 'finished']);
    expect(await chat(test, id)).toMatchObject({
      ends_at: expect.stringContaining('T'),
      all_agents: [{status: 'connected'}],
    });
  });

  it.each(['after_hours', 'over_capacity'] as const)('deflected for %s says nothing, as documented', async reason => {
    const test = await startTestTenant();
    const id = botChat(test, reason);
    const before = await chat(test, id);
    const escalation = await post(test, `/chats/${id}/escalations`, {});
    expect(escalation).toEqual({id: escalation['id'], chat_id: id, status: 'requested', reason: null});
    expect(await chat(test, id)).toEqual(before);
  });

  it.each(['after_hours', 'over_capacity'] as const)('deflected for %s tells the reason when told to', async reason => {
    const test = await startTestTenant({discloseDeflection: true});
    const id = botChat(test, reason);
    const escalation = await post(test, `/chats/${id}/escalations`, {reason: 'x'});
    expect(escalation).toMatchObject({status: 'deflected', deflection_reason: reason});
    expect(await chat(test, id)).toMatchObject({status: 'va_assigned', deflection_reason: reason});
  });

  it('is not deflected by force', async () => {
    const test = await startTestTenant({discloseDeflection: true});
    const id = botChat(test, 'after_hours');
    const escalation = await post(test, `/chats/${id}/escalations`, {force_escalate: true});
    expect(escalation['status']).toBe('requested');
    expect((await chat(test, id))['status']).toMatch(/^(queued|assigned)$/);
  });

  it('deflected: keeps waiting on human_agent only when over capacity', async () => {
    const test = await startTestTenant();
    const [full, closed] = [botChat(test, 'over_capacity'), botChat(test, 'after_hours')];
    const kept = await post(test, `/chats/${full}/escalations`, {});
    const path = `/chats/${full}/escalations/${kept['id']}`;
    expect(await post(test, path, {deflection_channel: 'human_agent'}, 'PATCH')).toMatchObject({
      status: 'deflected',
      deflection_channel: 'human_agent',
    });
    expect((await chat(test, full))['status']).toMatch(/^(queued|assigned)$/);
    const refused = await post(test, `/chats/${closed}/escalations`, {});
    expect(
      await test.send('PATCH', `/chats/${closed}/escalations/${refused['id']}`, {deflection_channel: 'human_agent'}),
    ).toMatchObject({status: 400, body: {message: expect.stringContaining('only for over_capacity')}});
  });

  it('deflected: goes back to the bot, or on to e-mail and is then finished; PUT works too', async () => {
    const test = await startTestTenant({discloseDeflection: true});
    const id = botChat(test, 'after_hours');
    const {id: escalationId} = await post(test, `/chats/${id}/escalations`, {});
    const path = `/chats/${id}/escalations/${escalationId}`;
    await post(test, path, {deflection_channel: 'virtual_agent'}, 'PUT');
    const record = await chat(test, id);
    expect(record['status']).toBe('va_assigned');
    expect('deflection_reason' in record).toBe(false);
    expect(await post(test, path, {deflection_channel: 'email'}, 'PATCH')).toMatchObject({deflection_channel: 'email'});
    const change = {status: 'finished', deflection_channel: 'email', escalation_id: escalationId};
    expect(await post(test, `/chats/${id}`, {chat: change}, 'PATCH')).toMatchObject({status: 'finished'});
    expect((await test.send('PATCH', `/chats/${id}`, {chat: change})).status).toBe(400);
  });

  it('refuses what cannot be', async () => {
    const test = await startTestTenant();
    const id = botChat(test, 'open');
    const {id: escalationId} = await post(test, `/chats/${id}/escalations`, {});
    const statusOf = async (method: string, path: string, body: unknown): Promise<number> =>
      (await test.send(method, path, body)).status;
    expect(await statusOf('POST', `/chats/${id}/escalations`, {})).toBe(400);
    expect(await statusOf('PATCH', `/chats/${id}/escalations/${escalationId}`, {deflection_channel: 'email'})).toBe(
      400,
    );
    expect(await statusOf('PATCH', `/chats/${id}/escalations/${escalationId}`, {deflection_channel: 'pigeon'})).toBe(
      400,
    );
    expect(await statusOf('PATCH', `/chats/${id}/escalations/1`, {deflection_channel: 'email'})).toBe(404);
    expect(await statusOf('POST', '/chats/1/escalations', {})).toBe(404);
    expect(await statusOf('PATCH', `/chats/${id}`, {chat: {}})).toBe(400);
    expect(await statusOf('GET', '/chats/abc', undefined)).toBe(404);
  });
});

describe('a chat on behalf of an end user', () => {
  async function begin(test: TestTenant, withBot: boolean): Promise<{readonly record: Row; readonly userId: unknown}> {
    const {floor} = test.tenant;
    const queue = floor.queues.find(
      candidate =>
        candidate.lang === 'en' &&
        candidate.menu.virtualAgent === withBot &&
        channelOf(candidate, 'chat') !== undefined &&
        floor.chatDesk.admission(candidate) === 'open',
    );
    const {id: userId} = await post(test, '/end_users', {identifier: 'cust-40182', name: 'Ana'});
    return {userId, record: await post(test, '/chats', {chat: {menu_id: queue?.menu.id, end_user_id: userId}})};
  }

  it('is put in line, takes messages and can be finished', async () => {
    const test = await startTestTenant();
    const {record, userId} = await begin(test, false);
    expect(record['status']).toMatch(/^(queued|assigned)$/);
    expect(record['end_user']).toEqual({id: userId, identifier: 'cust-40182'});
    const message = {from_user_id: userId, message: {type: 'text', content: 'hello'}};
    expect(await post(test, `/chats/${record['id']}/message`, message)).toEqual({message: 'accepted'});
    expect(await test.send('POST', `/chats/${record['id']}/message`, {from_user_id: userId})).toMatchObject({
      status: 400,
    });
    expect((await test.send('POST', `/chats/${record['id']}/message`, {...message, from_user_id: 1})).status).toBe(400);
    const finished = await post(test, `/chats/${record['id']}`, {chat: {status: 'finished'}}, 'PATCH');
    expect(finished['status']).toBe('finished');
    expect((await test.send('POST', `/chats/${record['id']}/message`, message)).status).toBe(400);
  });

  it('is dismissed by the virtual agent after a while, and can be resumed', async () => {
    const test = await startTestTenant();
    const {record} = await begin(test, true);
    expect(record['status']).toBe('va_assigned');
    const path = `/chats/${record['id']}`;
    expect(await test.send('PATCH', `${path}/resume`)).toMatchObject({
      status: 400,
      body: {message: 'This chat is not in dismissed state'},
    });
    test.clock.advance(21 * 60_000);
    expect(await chat(test, Number(record['id']))).toMatchObject({status: 'va_dismissed'});
    expect((await post(test, `${path}/resume`, undefined, 'PATCH'))['status']).toMatch(/^(queued|assigned)$/);
  });

  it('needs a known queue, channel and end user', async () => {
    const test = await startTestTenant();
    const {id: userId} = await post(test, '/end_users', {identifier: 'c'});
    const ivr = test.tenant.floor.queues.find(({menu}) => menu.type === 'ivr_menu')?.menu.id;
    const other = test.tenant.floor.queues.find(({menu}) => menu.channels.includes('chat'))?.menu.id;
    const statusOf = async (body: unknown): Promise<number> => (await test.send('POST', '/chats', {chat: body})).status;
    expect(await statusOf({menu_id: ivr, end_user_id: userId})).toBe(400);
    expect(await statusOf({menu_id: 1, end_user_id: userId})).toBe(404);
    expect(await statusOf({menu_id: other, end_user_id: 1})).toBe(404);
    expect(await statusOf({menu_id: other, end_user_id: userId, lang: 'de'})).toBe(404);
    expect(await statusOf({})).toBe(400);
  });
});

describe('end users', () => {
  it('are the same record for the same identifier, found by id and by identifier', async () => {
    const test = await startTestTenant({agents: 5, queues: 2});
    const made = await post(test, '/end_users', {identifier: 'cust 1', email: 'a@example.com'});
    expect(await post(test, '/end_users', {identifier: 'cust 1'})).toEqual(made);
    expect(made).toEqual({id: 90771, identifier: 'cust 1'});
    expect((await test.send('GET', '/end_users?id=90771')).body).toEqual(made);
    expect((await test.send('GET', '/end_users?identifier=cust%201')).body).toEqual(made);
    expect(await test.message('/end_users?id=5', 404)).toBe('End user not found');
    expect(await test.message('/end_users')).toBe('Give either id or identifier');
    expect((await test.send('POST', '/end_users', {})).status).toBe(400);
  });
});
