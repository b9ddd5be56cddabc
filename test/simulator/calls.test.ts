import {SignJWT} from 'jose';
import {describe, expect, it} from 'vitest';
import {admissionOf, channelOf, type FloorQueue} from '../../source/simulator/floor/floor-queue.js';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {closeTenantsAfterEach, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

const call = (test: TestTenant, body: unknown) => test.send('POST', '/calls', body);
const refusalOf = async (test: TestTenant, body: unknown): Promise<string> => {
  const {status, body: answer} = await call(test, body);
  expect(status).toBe(400);
  return (answer as {message: string}).message;
};

function queueOf({tenant: {floor}}: TestTenant, fits: (queue: FloorQueue) => boolean): FloorQueue {
  const found = floor.queues.find(queue => queue.lang === 'en' && channelOf(queue, 'call') && fits(queue));
  if (found === undefined) throw new Error('no such queue');
  return found;
}

const isOpen =
  ({tenant: {floor}}: TestTenant, state: string) =>
  (queue: FloorQueue): boolean => {
    const line = channelOf(queue, 'call');
    return line !== undefined && admissionOf(queue, line, floor.now()) === state;
  };

function freeAgent({tenant: {floor}}: TestTenant) {
  const found = floor.agents.find(
    ({statusId, queues}) => statusId === STATUS.available && queues.some(queue => channelOf(queue, 'call')),
  );
  if (found === undefined) throw new Error('nobody is free');
  return found;
}

/** The status of a call after each of some steps of floor time. */
function statusesOf({tenant: {floor}}: TestTenant, id: number, step: number, most = 600): readonly string[] {
  const seen: string[] = [];
  for (let count = 0; count < most; count++) {
    const known = floor.calls.find(id);
    const status = known === undefined ? 'gone' : (known.contact.state as string);
    if (seen.at(-1) !== status) seen.push(status);
    if (status === 'ended') break;
    floor.advance(step);
  }
  return seen;
}

describe('a call that an agent dials', () => {
  it('is assigned to the agent, who is In-call until it is over', async () => {
    const test = await startTestTenant();
    const agent = freeAgent(test);
    const {status, body} = await call(test, {
      call_type: 'Voice Outbound (API)',
      agent_email: agent.email,
      end_user_number: '+13125550177',
      lang: 'en',
    });
    expect(status).toBe(201);
    const record = body as Row;
    expect(record).toMatchObject({
      call_type: 'Voice Outbound (API)',
      status: 'assigned',
      agent_info: {id: agent.id, first_name: agent.firstName},
      outbound_number: '+1 312-555-0141',
      end_user: {identifier: '+13125550177'},
      participants: [{user_id: agent.id, status: 'waiting'}],
    });
    expect(agent.statusId).toBe(STATUS.inCall);
    const id = Number(record['id']);
    test.clock.advance(10_000);
    await test.send('GET', `/calls/${id}/customer_flag`);
    expect(test.tenant.liveCalls().find(one => one.id === id)).toMatchObject({status: 'connected'});
    expect(statusesOf(test, id, 10_000).at(-1)).toBe('ended');
  });

  it('is taken on for the agent to finish when the ticket has several numbers', async () => {
    const test = await startTestTenant();
    const asked = {call_type: 'OutboundCall', agent_email: freeAgent(test).email, ticket_id: '84410', lang: 'en'};
    expect(await call(test, asked)).toMatchObject({status: 202, body: asked});
  });

  it('is refused with the documented texts', async () => {
    const test = await startTestTenant();
    const {floor} = test.tenant;
    const agent = freeAgent(test);
    const asked = {call_type: 'Voice Outbound (API)', agent_email: agent.email, end_user_number: '+13125550177'};
    expect(await refusalOf(test, {...asked, call_type: 'Pigeon'})).toBe('Invalid call type');
    expect(await refusalOf(test, undefined)).toBe('Invalid call type');
    expect(await refusalOf(test, {...asked, agent_email: ''})).toBe('Agent email required');
    expect(await refusalOf(test, {...asked, agent_email: 'nobody@example.com'})).toBe('Not a valid agent email');
    expect(await refusalOf(test, {...asked, end_user_number: undefined})).toBe('ticket_id or end_user_number required');
    expect(await refusalOf(test, {...asked, end_user_number: '12'})).toBe('end_user_number is not well-formed');
    expect(await refusalOf(test, {...asked, ticket_id: '84419'})).toBe('Contact not found');
    expect(await refusalOf(test, {...asked, lang: 'de'})).toBe("Language 'de' is not available");
    expect(await refusalOf(test, {...asked, lang: 'xy'})).toBe("Language 'xy' is not found");
    expect(await refusalOf(test, {...asked, menu_id: 999_999})).toBe('menu_id 999999 is not found');
    const manager = floor.agents.find(({shift, deactivatedAt}) => shift === null && deactivatedAt === null);
    expect(await refusalOf(test, {...asked, agent_email: manager?.email})).toBe(
      'Agent does not have access to make calls',
    );
    const busy = floor.agents.find(
      ({statusId, queues}) => statusId === STATUS.inCall && queues.some(queue => channelOf(queue, 'call')),
    );
    expect(await refusalOf(test, {...asked, agent_email: busy?.email})).toBe(
      'Agent is not available to take this call',
    );
    await test.send('POST', '/outbound_dialer/dnc', {contacts: [{phone_number: '+13125550177'}]});
    expect(await refusalOf(test, asked)).toBe('end_user_number is on the do-not-call list');
  });
});

describe('a call-back', () => {
  it('is put in line, reaches an agent and ends', async () => {
    const test = await startTestTenant();
    const queue = queueOf(test, isOpen(test, 'open'));
    const {status, body} = await call(test, {
      call_type: 'IncomingCall',
      menu_id: queue.menu.id,
      end_user_number: '+13125550178',
      recording_permission: 'recording_permission_granted',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      call_type: 'Voice Inbound (API)',
      recording_permission: 'granted',
      selected_menu: {id: queue.menu.id, menu_type: queue.menu.type},
      menu_path: {materialized_path: queue.menu.path},
    });
    expect((body as Row)['status']).toMatch(/^(queued|assigned)$/);
    expect(statusesOf(test, Number((body as Row)['id']), 5000).slice(-2)).toEqual(['serving', 'ended']);
  });

  it('is refused with the documented texts', async () => {
    const test = await startTestTenant();
    const open = queueOf(test, isOpen(test, 'open')).menu.id;
    const closed = queueOf(test, isOpen(test, 'after_hours')).menu.id;
    const asked = {call_type: 'Voice Inbound (API)', menu_id: open, end_user_number: '+13125550178'};
    expect(await refusalOf(test, {...asked, menu_id: undefined})).toBe('menu_id is required');
    expect(await refusalOf(test, {...asked, menu_id: 'x'})).toBe('menu_id is not well formed');
    expect(await refusalOf(test, {...asked, menu_id: 999_999})).toBe('menu_id 999999 is not found');
    expect(await refusalOf(test, {...asked, menu_id: closed})).toBe(
      "Menu is in 'after hours' state, can't accept incoming calls",
    );
    expect(await refusalOf(test, {...asked, end_user_number: undefined})).toBe('end_user_number is required');
    expect(await refusalOf(test, {...asked, end_user_number: 'abc'})).toBe('end_user_number is not well formed');
    expect(await refusalOf(test, {...asked, recording_permission: 'maybe'})).toContain('recording_permission');
  });
});

describe('a scheduled call', () => {
  const booking = (test: TestTenant, ms: number): string => new Date(test.clock.wall() + ms).toISOString();

  it('waits for its time, then is put in line', async () => {
    const test = await startTestTenant();
    const queue = queueOf(test, candidate => candidate.menu.type === 'web_menu' && isOpen(test, 'open')(candidate));
    const asked = {
      call_type: 'Voice Scheduled (API)',
      menu_id: queue.menu.id,
      end_user_number: '+13125550179',
      scheduled_at: booking(test, 1_800_000),
    };
    const {status, body} = await call(test, asked);
    expect(status).toBe(201);
    expect(body).toMatchObject({status: 'scheduled', scheduled_at: asked.scheduled_at, queued_at: null});
    const {id} = body as {id: number};
    expect(statusesOf(test, id, 600_000, 3)).toEqual(['bot']);
    test.tenant.floor.advance(120_000);
    expect(statusesOf(test, id, 0, 1)[0]).not.toBe('bot');
    const child = await call(test, {...asked, menu_id: undefined, call_id: id, scheduled_at: booking(test, 3_600_000)});
    expect(child).toMatchObject({status: 201, body: {parent_id: id, selected_menu: {id: queue.menu.id}}});
  });

  it('is refused with the documented texts', async () => {
    const test = await startTestTenant();
    const web = queueOf(test, ({menu}) => menu.type === 'web_menu').menu.id;
    const ivr = queueOf(test, ({menu}) => menu.type === 'ivr_menu').menu.id;
    const asked = {
      call_type: 'ScheduledCall',
      menu_id: web,
      end_user_number: '+13125550179',
      scheduled_at: booking(test, 60_000),
    };
    expect(await refusalOf(test, {...asked, scheduled_at: undefined})).toBe('scheduled_at is required');
    expect(await refusalOf(test, {...asked, scheduled_at: 'soon'})).toBe('scheduled_at is not well formed');
    expect(await refusalOf(test, {...asked, scheduled_at: booking(test, -1)})).toBe(
      'scheduled_at must be in the future',
    );
    expect(await refusalOf(test, {...asked, menu_id: undefined})).toBe('menu_id is required');
    expect(await refusalOf(test, {...asked, menu_id: ivr})).toBe('Only mobile and web menu IDs are permitted');
    expect(await refusalOf(test, {...asked, call_id: 1})).toBe('call_id 1 is not found');
  });
});

describe('customer flags', () => {
  it('are changed in the plural and read in the singular', async () => {
    const test = await startTestTenant();
    const [first] = test.tenant.liveCalls();
    const path = `/calls/${first?.id}/customer_flag`;
    const none = {verified_customer: false, bad_actor: false, repeat_customer: false};
    expect((await test.send('GET', path)).body).toEqual(none);
    expect((await test.send('POST', path, {repeat_customers: true})).body).toEqual({...none, repeat_customer: true});
    expect((await test.send('PATCH', path, {bad_actor: true})).body).toEqual({
      ...none,
      repeat_customer: true,
      bad_actor: true,
    });
    expect((await test.send('PUT', path, {repeat_customers: false})).body).toEqual({...none, bad_actor: true});
    expect((await test.send('GET', path)).body).toEqual({...none, bad_actor: true});
    expect((await test.send('PATCH', path, {bad_actor: 'yes'})).status).toBe(400);
    expect((await test.send('GET', '/calls/1/customer_flag')).status).toBe(404);
  });
});

describe('custom data', () => {
  const sign = (secret: string, claims: Record<string, unknown>, at: number, until: number): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({alg: 'HS256'})
      .setIssuedAt(Math.floor(at / 1000))
      .setExpirationTime(Math.floor(until / 1000))
      .sign(new TextEncoder().encode(secret));

  it('is taken plain or signed, and its reserved fields set flags', async () => {
    const test = await startTestTenant();
    const [first] = test.tenant.liveCalls();
    const path = `/calls/${first?.id}/custom_data`;
    const data = {order: {label: 'Order', value: 'A-1'}, reserved_bad_actor: {label: 'x', value: true}};
    expect(await test.send('POST', path, {signed: false, data})).toMatchObject({
      status: 200,
      body: {message: 'accepted'},
    });
    const now = test.clock.wall();
    const claims = {custom_data: {reserved_verified_customer: {label: 'v', value: true}}};
    const good = await sign(test.tenant.companySecret, claims, now, now + 60_000);
    expect((await test.send('POST', path, {signed: true, signed_data: good})).status).toBe(200);
    expect((await test.send('GET', `/calls/${first?.id}/customer_flag`)).body).toEqual({
      verified_customer: true,
      bad_actor: true,
      repeat_customer: false,
    });
  });

  it('is refused when the signature is wrong or old, or data are missing', async () => {
    const test = await startTestTenant();
    const path = `/calls/${test.tenant.liveCalls()[0]?.id}/custom_data`;
    const now = test.clock.wall();
    const refuse = async (body: unknown): Promise<string> => {
      const reply = await test.send('POST', path, body);
      expect(reply.status).toBe(400);
      return (reply.body as {message: string}).message;
    };
    const {companySecret} = test.tenant;
    const claims = {custom_data: {}};
    const wrong = await sign('another-secret-of-some-length-here', claims, now, now + 60_000);
    expect(await refuse({signed: true, signed_data: wrong})).toBe('signed_data is not signed as it should be');
    const old = await sign(companySecret, claims, now - 120_000, now - 60_000);
    expect(await refuse({signed: true, signed_data: old})).toBe('signed_data has expired');
    const empty = await sign(companySecret, {}, now, now + 60_000);
    expect(await refuse({signed: true, signed_data: empty})).toBe('signed_data lacks the claim custom_data');
    expect(await refuse({signed: true})).toBe('signed_data is required');
    expect(await refuse({signed: false})).toBe('data is required');
    expect(await refuse({signed: false, data: {order: 5}})).toBe('data.order must be an object with label and value');
  });
});

describe('the end user of a call', () => {
  it('is changed a moment later, and not twice the same at once', async () => {
    const test = await startTestTenant();
    const id = test.tenant.liveCalls()[0]?.id ?? 0;
    const path = `/calls/${id}/end_user`;
    const change = {identifier: 'cust-7', name: 'Ana'};
    expect(await test.send('POST', path, change)).toMatchObject({status: 202, body: {message: 'accepted'}});
    expect(await test.send('POST', path, change)).toMatchObject({
      status: 400,
      body: {message: 'Duplicate request: Please wait for the interval to expire'},
    });
    test.tenant.floor.advance(1500);
    expect(test.tenant.floor.calls.find(id)?.endUser.identifier).toBe('cust-7');
    expect(await test.send('POST', path, {name: 'Ana'})).toMatchObject({
      status: 400,
      body: {message: 'param is missing or the value is empty: identifier'},
    });
    expect(await test.send('POST', '/calls/1/end_user', change)).toMatchObject({
      status: 404,
      body: {message: 'Not Found'},
    });
    test.tenant.floor.advance(3_600_000);
    expect(await test.send('POST', path, change)).toMatchObject({
      status: 400,
      body: {message: 'Call is already ended'},
    });
  });
});

describe('text messages', () => {
  const asked = {
    chat_type: 'Messaging (SMS)',
    end_user_number: '+13125550177',
    outbound_number: '+13125550142',
    message: 'Your technician is on the way.',
  };

  it('begin a session, with an agent where one is named', async () => {
    const test = await startTestTenant();
    const agent = freeAgent(test);
    expect(await test.send('POST', '/sms', asked)).toMatchObject({
      status: 200,
      body: {status: 'selecting', agent_info: null, outbound_number: '+1 312-555-0142'},
    });
    const given = {...asked, end_user_number: '+13125550178', agentId: agent.id, ticket_id: '84410'};
    expect(await test.send('POST', '/sms', given)).toMatchObject({
      status: 200,
      body: {status: 'assigned', agent_info: {id: agent.id}, out_ticket_id: '84410'},
    });
  });

  it('are refused with the documented texts', async () => {
    const test = await startTestTenant({agents: 20, queues: 5});
    const refuse = async (change: Row): Promise<string> => {
      const reply = await test.send('POST', '/sms', {...asked, ...change});
      expect(reply.status).toBe(400);
      return (reply.body as {message: string}).message;
    };
    expect(await refuse({chat_type: undefined})).toBe('chat_type needs to be provided');
    expect(await refuse({chat_type: 'Fax'})).toBe('valid chat type needs to be provided');
    expect(await refuse({end_user_number: undefined})).toBe('end_user_number is required');
    expect(await refuse({end_user_number: '12'})).toBe('end_user_number is invalid');
    expect(await refuse({end_user_number: '+33612345678'})).toBe('Non-US phone number not allowed');
    expect(await refuse({outbound_number: undefined})).toBe('outbound_number is required');
    expect(await refuse({outbound_number: 'x'})).toBe('outbound_number is invalid');
    expect(await refuse({outbound_number: '+13125550177'})).toBe('outbound_number is not found');
    expect(await refuse({message: ''})).toBe('message is required');
    expect((await test.send('POST', '/sms', asked)).status).toBe(200);
    expect(await refuse({})).toBe('Outbound SMS failed. Consumer is already in an active SMS session.');
    test.tenant.floor.advance(31 * 60_000);
    expect((await test.send('POST', '/sms', asked)).status).toBe(200);
  });
});
