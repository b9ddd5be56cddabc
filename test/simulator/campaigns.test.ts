import {describe, expect, it} from 'vitest';
import {closeTenantsAfterEach, jsonFile, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

const small = {agents: 20, queues: 5} as const;
const contacts = '/outbound_dialer/campaigns/57/contacts';
const contact = '/outbound_dialer/campaigns/57/contact';
const statusesOf = async (test: TestTenant): Promise<readonly unknown[]> =>
  (await test.rows(contacts)).map(({status}) => status);
const messageOf = ({body}: {readonly body: unknown}): string => (body as {message: string}).message;

describe('a campaign', () => {
  it('calls its contacts, a few at a time, while the floor moves on', async () => {
    const test = await startTestTenant(small);
    expect(test.tenant.campaigns).toContainEqual({id: 57, name: 'Extended warranty renewals'});
    const before = await test.rows(contacts);
    expect(before[0]).toMatchObject({
      id: expect.any(Number),
      campaign_id: 57,
      unique_id: expect.stringMatching(/^UID-/),
    });
    const seen = new Set<unknown>();
    for (let step = 0; step < 120; step++) {
      test.tenant.floor.advance(60_000);
      const statuses = await statusesOf(test);
      for (const status of statuses) seen.add(status);
      const busy = statuses.filter(status =>
        ['Dialing', 'Queued', 'Connected', 'Transferred'].includes(String(status)),
      );
      expect(busy.length).toBeLessThanOrEqual(4);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['Upcoming', 'Dialing', 'Connected', 'Finished', 'Redial Scheduled']),
    );
    // There is always somebody left to call.
    expect(await statusesOf(test)).toContain('Upcoming');
  });

  it('takes, changes and loses a contact, named in the body', async () => {
    const test = await startTestTenant(small);
    const made = await test.send('POST', contacts, {
      name: 'Lena Fischer',
      phone_number: '+13125550120',
      external_unique_id: 'UID-A',
    });
    expect(made).toMatchObject({status: 200, body: {name: 'Lena Fischer', status: 'Upcoming', unique_id: 'UID-A'}});
    const {id} = made.body as {id: number};
    expect(await test.send('PATCH', contact, {contact_id: id, name: 'Lena Wolf'})).toMatchObject({
      body: {id, name: 'Lena Wolf', unique_id: 'UID-A'},
    });
    expect(await test.send('PATCH', contact, {external_unique_id: 'UID-A', email: 'l@example.com'})).toMatchObject({
      body: {id},
    });
    expect(await test.send('DELETE', contact, {phone_number: '+13125550120'})).toMatchObject({
      status: 200,
      body: {message: 'deleted'},
    });
    expect(await test.send('DELETE', contact, {contact_id: id})).toMatchObject({
      status: 404,
      body: {message: 'Contact not found'},
    });
    expect(messageOf(await test.send('PATCH', contact, {}))).toContain('is required');
  });

  it('refuses numbers that are malformed, for emergencies, or on the do-not-call list', async () => {
    const test = await startTestTenant(small);
    await test.send('POST', '/outbound_dialer/dnc', {contacts: [{phone_number: '+13125550120'}]});
    const refuse = async (phone: string): Promise<string> => {
      const reply = await test.send('POST', contacts, {phone_number: phone});
      expect(reply.status).toBe(400);
      return messageOf(reply);
    };
    expect(await refuse('+13125550120')).toBe('phone_number is on the do-not-call list');
    expect(await refuse('12')).toContain('phone_number');
    expect(await refuse('911')).toContain('number');
    const twin = {phone_number: '+13125550121', external_unique_id: 'UID-B'};
    expect((await test.send('POST', contacts, twin)).status).toBe(200);
    expect(messageOf(await test.send('POST', contacts, twin))).toBe('external_unique_id has already been taken');
    expect((await test.send('GET', '/outbound_dialer/campaigns/1/contacts')).status).toBe(404);
  });

  it('passes over a contact whose number was blocked meanwhile', async () => {
    const test = await startTestTenant(small);
    const made = await test.send('POST', contacts, {phone_number: '+13125550133', name: 'Blocked'});
    const {id} = made.body as {id: number};
    await test.send('POST', '/outbound_dialer/dnc', {contacts: [{phone_number: '+13125550133'}]});
    const status = async (): Promise<unknown> => (await test.rows(contacts)).find(row => row['id'] === id)?.['status'];
    for (let step = 0; step < 400 && (await status()) === 'Upcoming'; step++) test.tenant.floor.advance(60_000);
    expect(await status()).toBe('Do Not Call');
  });

  it('imports a file in the background and counts the rows that failed', async () => {
    const test = await startTestTenant(small);
    const rows = [
      ...Array.from({length: 10}, (_, index) => ({phone_number: `+141555501${10 + index}`, name: `N ${index}`})),
      {phone_number: 'x'},
      {name: 'without a number'},
    ];
    const started = await test.form('POST', `${contacts}/import`, {}, jsonFile(rows));
    expect(started).toMatchObject({status: 202, body: {id: 907, status: 'created'}});
    const before = (await test.rows(contacts)).length;
    test.clock.advance(2000);
    expect(await test.send('GET', `${contacts}/jobs/907`)).toMatchObject({
      body: {id: 907, status: 'in_progress', total_rows: 12},
    });
    test.clock.advance(5000);
    const [job] = await test.rows(`${contacts}/jobs`);
    expect(job).toMatchObject({id: 907, status: 'finished', total_rows: 12, failed_rows: 2});
    expect((await test.rows(contacts)).length).toBe(before + 10);
    expect((await test.send('GET', '/outbound_dialer/campaigns/58/contacts/jobs/907')).status).toBe(404);
    expect((await test.form('POST', `${contacts}/import`, {}, jsonFile({}))).status).toBe(400);
  });
});

describe('the do-not-call list', () => {
  const dnc = '/outbound_dialer/dnc';
  const check = async (test: TestTenant, number: string): Promise<unknown> =>
    (await test.send('GET', `${dnc}/check?phone_number=${encodeURIComponent(number)}`)).body;

  it('tells for each number what became of it, and echoes it as it was sent', async () => {
    const test = await startTestTenant(small);
    const add = async (rows: readonly Row[]): Promise<unknown> => (await test.send('POST', dnc, {contacts: rows})).body;
    expect(
      await add([
        {phone_number: '+1-3125550178', expires_at: '2031-12-31 00:00:00 UTC'},
        {phone_number: '911'},
        {phone_number: 'abc'},
        {phone_number: '+13125550179', expires_at: '2020-01-01 00:00:00 UTC'},
      ]),
    ).toEqual([
      {phone_number: '+1-3125550178', expires_at: '2031-12-31 00:00:00 UTC', status: 'created'},
      {phone_number: '911', status: 'failed', error: 'emergency phone number is not allowed'},
      {phone_number: 'abc', status: 'failed', error: 'phone_number is invalid'},
      {
        phone_number: '+13125550179',
        expires_at: '2020-01-01 00:00:00 UTC',
        status: 'failed',
        error: 'expires_at cannot be past date/time',
      },
    ]);
    expect(await add([{phone_number: '+13125550178'}])).toEqual([{phone_number: '+13125550178', status: 'updated'}]);
    expect(await check(test, '+1 312-555-0178')).toEqual({
      phone_number: '+1 312-555-0178',
      is_dnc: true,
      expires_at: null,
    });
    expect(await check(test, '+13125550179')).toMatchObject({is_dnc: false});
    expect((await test.send('POST', dnc, {contacts: []})).status).toBe(400);
    expect((await test.send('GET', `${dnc}/check`)).status).toBe(400);
  });

  it('lets numbers lapse and takes them off', async () => {
    const test = await startTestTenant(small);
    const until = new Date(test.clock.wall() + 60_000).toISOString();
    await test.send('POST', dnc, {contacts: [{phone_number: '+13125550180', expires_at: until}]});
    expect(await check(test, '+13125550180')).toMatchObject({
      is_dnc: true,
      expires_at: `${until.slice(0, 10)} ${until.slice(11, 19)} UTC`,
    });
    test.clock.advance(61_000);
    expect(await check(test, '+13125550180')).toMatchObject({is_dnc: false});
    expect(await check(test, '+13125550199')).toMatchObject({is_dnc: true});
    expect(
      (await test.send('POST', `${dnc}/remove`, {phone_numbers: ['+13125550199', '+13125550180', 'x']})).body,
    ).toEqual([
      {phone_number: '+13125550199', status: 'removed'},
      {phone_number: '+13125550180', status: 'failed', error: 'phone_number is not found'},
      {phone_number: 'x', status: 'failed', error: 'phone_number is invalid'},
    ]);
  });
});

describe('contact lists', () => {
  it('are made, renamed and deleted, with their entries', async () => {
    const test = await startTestTenant(small);
    const made = await test.send('POST', '/contact_lists', {name: 'Couriers'});
    expect(made).toMatchObject({status: 201, body: {id: 15, name: 'Couriers', contact_type: 'custom'}});
    expect(messageOf(await test.send('POST', '/contact_lists', {name: 'couriers'}))).toBe(
      'name has already been taken',
    );
    expect((await test.send('PATCH', '/contact_lists/15', {name: 'Carriers'})).body).toMatchObject({name: 'Carriers'});
    const entry = {name: 'North', phone_number: '+13125550150'};
    const {status, body} = await test.send('POST', '/contact_lists/15/contacts', entry);
    expect(status).toBe(201);
    expect(body).toMatchObject({contact_list_id: 15, ...entry});
    const path = `/contact_lists/15/contacts/${(body as Row)['id']}`;
    expect((await test.send('PATCH', path, {...entry, name: 'South'})).body).toMatchObject({name: 'South'});
    expect((await test.send('DELETE', path)).status).toBe(204);
    expect((await test.send('DELETE', path)).status).toBe(404);
    expect(await test.send('DELETE', '/contact_lists/15')).toMatchObject({status: 204, body: undefined});
    expect((await test.send('POST', '/contact_lists/15/contacts', entry)).status).toBe(404);
  });

  it('have a global one that takes entries and stays', async () => {
    const test = await startTestTenant(small);
    expect((await test.send('DELETE', '/contact_lists/1')).status).toBe(400);
    expect((await test.send('PATCH', '/contact_lists/1', {name: 'x'})).status).toBe(400);
    const entry = {name: 'Canteen', phone_number: '+13125550151'};
    expect((await test.send('POST', '/contact_lists/1/contacts', entry)).status).toBe(201);
    expect((await test.send('POST', '/contact_lists/1/contacts', {...entry, phone_number: 'x'})).status).toBe(400);
  });
});

describe('the record of a dialler', () => {
  it('is taken for a known agent', async () => {
    const test = await startTestTenant(small);
    const record = {call_id: '50230', agent_id: '705', lcm_key: 'a|b', contact: {first_name: 'Ana'}};
    expect(await test.send('POST', '/crm/contact_data', record)).toMatchObject({
      status: 200,
      body: {message: 'accepted'},
    });
    expect((await test.send('POST', '/crm/contact_data', {...record, agent_id: '1'})).status).toBe(400);
    expect((await test.send('POST', '/crm/contact_data', {...record, lcm_key: undefined})).status).toBe(400);
  });
});
